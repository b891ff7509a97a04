import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { tryRules } from '$jobs/rule-trial';
import { EventHub } from '$lib/server/event-hub';
import type { App } from '$lib/server/app';
import type { WorkedExample } from '$lib/server/indicators/definition';
import { mergeRows } from '$lib/server/policies/merge-pack';
import { thresholdRow } from '$lib/server/policies/threshold-shape';
import { thresholdsOn } from '$lib/server/policies/policy-on';
import { ruleTrials, trialActs, trialMoves } from '$lib/server/queries/rule-trials';
import { runScore } from '$lib/server/scoring/run-score';
import { adoptedYaml } from '$lib/server/scoring/trials/adopted-yaml';
import { judgedBoth } from '$lib/server/scoring/trials/judged-both';
import {
	actOnTrial,
	askTrial,
	keepTrialResult,
	trialDays,
	type NewTrialAct
} from '$lib/server/scoring/trials/trial-book';
import { triedPolicy, type TriedLine } from '$lib/server/scoring/trials/tried-policy';
import { calendar, openDistrict, policy, type District } from '../support/district';
import { markedRows } from '../support/example-rows';
import { randomWorld } from '../support/reference/random-world';

const today = '2026-09-16';
let district: District;
beforeAll(async () => {
	district = await openDistrict(`${today}T10:00:00+08:00`);
});
afterAll(() => district.close());
beforeEach(async () => {
	await district.clear();
	await district.warehouse.write(async (tx) => {
		for (const table of ['rule_trial', 'rule_trial_result', 'rule_trial_move', 'rule_trial_act'])
			await tx.run(`delete from ${table}`);
	});
});

const clock = () => new Date(`${today}T10:00:00+08:00`);
const desk = () => ({ warehouse: district.warehouse, policy, clock });
const app = () =>
	({ warehouse: district.warehouse, policy, calendar, clock, events: new EventHub() }) as unknown as App;
const asker = { id: 'a', name: '甲' };
const other = { id: 'b', name: '乙' };

/** The red line of overdue wages moved to where yellow began, and yellow to where blue did. */
const stricter: TriedLine[] = [
	{ indicator: 'wage_overdue_days', measure: '', band: '', severity: 3, bound: 10 },
	{ indicator: 'wage_overdue_days', measure: '', band: '', severity: 2, bound: 5 }
];

/** A random world, each feed in one file: when a row came makes no difference to these tests. */
async function loadWorld(seed: number): Promise<void> {
	const world = randomWorld(seed, { projects: 12, today });
	for (const [feed, rows] of markedRows('T', world as WorkedExample['rows']))
		await district.ingestRows(
			{ [feed]: rows.map(({ _received_at: _at, ...row }) => row) },
			'2026-08-01 08:00:00'
		);
}

/** Every red line moved to where the mildest line of its table is: whatever was noticed at all is grave. */
function harshest(): TriedLine[] {
	const tables = Map.groupBy(
		thresholdsOn(policy, today),
		(row) => `${row.indicator}|${row.measure}|${row.band}`
	);
	return [...tables.values()].flatMap((rows) => {
		const [mildest] = rows;
		if (!mildest || !rows.some(({ severity }) => severity === 3)) return [];
		return rows.map(({ indicator, measure, band, severity }) => {
			const bound = severity === 3 ? mildest.bound : null;
			return { indicator, measure, band, severity, bound };
		});
	});
}

const tierRow = z.object({ code: z.string(), tier: z.number().nullable() });
async function tiersUnder(rules: typeof policy, asOf: string) {
	const { runId } = await runScore(
		district.warehouse,
		{ policy: rules, calendar },
		{ asOf, knownAt: null, series: 'adhoc', scoredAt: `${today} 10:00:00` }
	);
	return district.read(
		`select subject_code as code, tier from tier_result where run_id = $run and subject_type = 'project' order by 1`,
		{ run: runId },
		tierRow
	);
}
const bare = (projects: readonly { code: string; tier: number | null }[]) =>
	projects.map(({ code, tier }) => ({ code, tier }));

describe('lines that are tried', () => {
	test('give every project the tier that a whole run under such a pack gives it', async () => {
		await loadWorld(11);
		const tried = triedPolicy(policy, stricter);
		for (const asOf of ['2026-08-20', '2026-09-10']) {
			const both = await judgedBoth(district.warehouse, { policy, calendar }, tried, asOf);
			expect(bare(both.now)).toEqual(await tiersUnder(policy, asOf));
			expect(bare(both.tried)).toEqual(await tiersUnder(tried, asOf));
		}
	});
	test('leave no trace in what anybody sees', async () => {
		await loadWorld(12);
		await tryRules(app(), { lines: stricter, from: '2026-08-26', to: '2026-09-09' });
		const counts = z.object({ n: z.coerce.number() });
		for (const table of ['score_run', 'tier_result', 'indicator_value', 'alert', 'alert_event'])
			expect([table, await district.read(`select count(*) as n from ${table}`, {}, counts)]).toEqual([
				table,
				[{ n: 0 }]
			]);
	});
	test('are compared week by week with the pack, and say whom they move on the last day', async () => {
		await loadWorld(13);
		const harsh = harshest();
		const { report, moves } = await tryRules(app(), {
			lines: harsh,
			from: '2026-08-19',
			to: '2026-09-09'
		});
		expect(report.weeks.map(({ now }) => now.day)).toEqual([
			'2026-08-19',
			'2026-08-26',
			'2026-09-02',
			'2026-09-09'
		]);
		for (const { now, tried } of report.weeks) expect(tried.red).toBeGreaterThanOrEqual(now.red);
		const opened = (side: 'now' | 'tried') => report.streets.reduce((sum, street) => sum + street[side], 0);
		expect([opened('now'), opened('tried')]).toEqual([report.now.alerts, report.tried.alerts]);
		const last = {
			now: await tiersUnder(policy, '2026-09-09'),
			tried: await tiersUnder(triedPolicy(policy, harsh), '2026-09-09')
		};
		const moved = last.now.filter(({ tier }, place) => last.tried[place]?.tier !== tier);
		expect(moves.map(({ code }) => code)).toEqual(moved.map(({ code }) => code));
		expect(moves.length).toBeGreaterThan(0);
	});
	test('must be lines of the pack, in rising order, and other than those in force', async () => {
		const line = stricter[0]!;
		expect(() => triedPolicy(policy, [{ ...line, indicator: 'nothing' }])).toThrow(/没有/);
		expect(() => triedPolicy(policy, [{ ...line, bound: 15 }])).toThrow(/矛盾/);
		expect(() => triedPolicy(policy, [{ ...line, bound: 16 }])).not.toThrow();
		expect(() => triedPolicy(policy, [{ ...line, bound: null }])).not.toThrow();
		const inForce = thresholdsOn(policy, today)
			.filter(({ indicator }) => indicator === line.indicator)
			.map(({ indicator, measure, band, severity, bound }) => ({
				indicator,
				measure,
				band,
				severity,
				bound
			}));
		await expect(
			askTrial(desk(), { lines: inForce, weeks: 13, to: today, words: '' }, asker)
		).rejects.toThrow(/相同/);
	});
	test('go back a week at a time, the last day being the one that was judged', () => {
		expect(trialDays('2026-09-02', '2026-09-16')).toEqual(['2026-09-02', '2026-09-09', '2026-09-16']);
		expect(trialDays('2026-09-03', '2026-09-16')).toEqual(['2026-09-09', '2026-09-16']);
	});
});

describe('what is decided about a trial', () => {
	const report = { now: {}, tried: {}, weeks: [], streets: [] } as never;
	const proposal = (patch: Partial<NewTrialAct> = {}): NewTrialAct => ({
		id: 1,
		act: 'proposed',
		words: '春节前收紧',
		basis: 'policy',
		reference: '区领导小组第 12 次会议纪要',
		from: today,
		...patch
	});
	async function finished(): Promise<void> {
		await askTrial(desk(), { lines: stricter, weeks: 13, to: '2026-09-09', words: '试试' }, asker);
		const moves = [{ code: 'P1', name: '一号', street: null, tierNow: null, tierTried: 3 }];
		await keepTrialResult(desk(), 1, { report, moves });
	}

	test('one asks, the job answers, one proposes, another approves', async () => {
		await askTrial(desk(), { lines: stricter, weeks: 13, to: '2026-09-09', words: '试试' }, asker);
		expect(await ruleTrials(district.warehouse)).toMatchObject([
			{ id: 1, state: 'running', from: '2026-06-17', to: '2026-09-09', lines: stricter, actor: '甲' }
		]);
		await expect(actOnTrial(desk(), proposal(), asker)).rejects.toThrow(/刷新/);
		await keepTrialResult(desk(), 1, {
			report,
			moves: [{ code: 'P1', name: null, street: null, tierNow: 1, tierTried: 3 }]
		});
		expect(await ruleTrials(district.warehouse, 1)).toMatchObject([{ state: 'done' }]);
		expect(await trialMoves(district.warehouse, 1)).toEqual([
			{ code: 'P1', name: null, street: null, tierNow: 1, tierTried: 3 }
		]);
		await actOnTrial(desk(), proposal(), asker);
		const approval: NewTrialAct = { id: 1, act: 'approved', words: '' };
		await expect(actOnTrial(desk(), approval, asker)).rejects.toThrow(/以外/);
		await actOnTrial(desk(), approval, other);
		await expect(actOnTrial(desk(), approval, other)).rejects.toThrow(/刷新/);
		expect((await trialActs(district.warehouse, 1)).map(({ act, actor }) => [act, actor])).toEqual([
			['proposed', '甲'],
			['approved', '乙']
		]);
	});
	test('a proposal names its source and a day that is not past; a refusal says why; both can be taken up again', async () => {
		await finished();
		await expect(actOnTrial(desk(), proposal({ reference: ' ' }), asker)).rejects.toThrow(/出处/);
		await expect(actOnTrial(desk(), proposal({ from: '2026-09-15' }), asker)).rejects.toThrow(/早于今天/);
		await actOnTrial(desk(), proposal(), asker);
		await expect(actOnTrial(desk(), { id: 1, act: 'refused', words: '' }, other)).rejects.toThrow(/理由/);
		await actOnTrial(desk(), { id: 1, act: 'refused', words: '误报太多' }, other);
		await actOnTrial(desk(), proposal({ from: '2026-10-01' }), asker);
		await actOnTrial(desk(), { id: 1, act: 'withdrawn', words: '' }, asker);
		expect(await ruleTrials(district.warehouse, 1)).toMatchObject([{ state: 'withdrawn' }]);
	});
	test('a trial that could not be judged says why, and cannot be proposed', async () => {
		await askTrial(desk(), { lines: stricter, weeks: 13, to: '2020-01-01', words: '' }, asker);
		await expect(tryRules(app(), { lines: stricter, from: '2019-10-01', to: '2020-01-01' })).rejects.toThrow(
			/没有数值/
		);
		await keepTrialResult(desk(), 1, { error: '没有数值' });
		expect(await ruleTrials(district.warehouse, 1)).toMatchObject([{ state: 'failed', error: '没有数值' }]);
		await expect(actOnTrial(desk(), proposal(), asker)).rejects.toThrow(/刷新/);
	});
});

test('approved lines are written so that a pack takes them from their day on, and no day earlier', () => {
	const adoption = { basis: 'policy', reference: '会议纪要 12', from_day: '2026-10-01' };
	const text = adoptedYaml(policy, stricter, adoption, today);
	const { thresholds } = parse(text) as { thresholds: Record<string, { rows: unknown[] }> };
	const rows = z.array(thresholdRow).parse(thresholds['wage_overdue_days']?.rows);
	const table = policy.thresholds.get('wage_overdue_days')!;
	const merged = new Map(policy.thresholds);
	merged.set('wage_overdue_days', { ...table, rows: mergeRows(table.rows, rows) });
	const bounds = (day: string) =>
		thresholdsOn({ ...policy, thresholds: merged }, day)
			.filter(({ indicator }) => indicator === 'wage_overdue_days')
			.map(({ bound }) => bound);
	expect(bounds('2026-09-30')).toEqual([1, 15, 30]);
	expect(bounds('2026-10-01')).toEqual([1, 5, 10]);
});
