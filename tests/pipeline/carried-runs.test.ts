import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays } from '$lib/domain/day';
import type { WorkedExample } from '$lib/server/indicators/definition';
import { withdrawBatch } from '$lib/server/ingest/withdraw-batch';
import { runScore } from '$lib/server/scoring/run-score';
import { calendar, openDistrict, policy, type District, type Row } from '../support/district';
import { markedRows } from '../support/example-rows';
import { randomWorld } from '../support/reference/random-world';

const today = '2026-09-16';
const seeds = (process.env['SEEDS'] ?? '1').split(',').map(Number);
const firstDay = process.env['FIRST'] ?? '2026-08-30';
const lastDay = process.env['LAST'] ?? '2026-09-11';

const exemptedOn = addDays(firstDay, 2);
const withdrawnOn = addDays(firstDay, 5);

let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

interface Delivery {
	readonly at: string;
	readonly feed: string;
	readonly rows: Row[];
}

/** Small worlds that know nothing of each other lie side by side, so that on most days most of them stay as they are. */
const worlds = 16;
/** Of so many of them something arrives on the days looked at; of the others only the days pass. */
const livelyWorlds = 3;

/** The deliveries of random worlds, in the order in which they were received. */
function deliveriesOf(seed: number): Delivery[] {
	const received: { feed: string; at: string; row: Row }[] = [];
	for (let number = 0; number < worlds; number += 1) {
		const world = randomWorld(seed * 1000 + number, { projects: 4, today });
		for (const [feed, rows] of markedRows(String.fromCharCode(65 + number), world as WorkedExample['rows'])) {
			for (const { _received_at: at, ...row } of rows) {
				if (number < livelyWorlds || String(at) <= firstDay) received.push({ feed, at: String(at), row });
			}
		}
	}
	const deliveries = new Map<string, Delivery>();
	for (const { feed, at, row } of received.sort((a, b) => a.at.localeCompare(b.at))) {
		// What came before the first day comes in few files; each has its rows in the order in which they were received.
		const key = `${at < firstDay ? at.slice(0, 7) : at} ${feed}`;
		const delivery = deliveries.get(key) ?? { at, feed, rows: [] };
		delivery.rows.push(row);
		deliveries.set(key, delivery);
	}
	return [...deliveries.values()].sort((a, b) => a.at.localeCompare(b.at) || a.feed.localeCompare(b.feed));
}

async function judged(asOf: string, how: 'carried' | 'whole', rules = { policy, calendar }) {
	return runScore(district.warehouse, rules, {
		asOf,
		knownAt: null,
		series: how === 'carried' ? 'current' : 'adhoc',
		scoredAt: `${asOf} 10:00:00`,
		mostShare: 1
	});
}

/** Tables of a run; sums of floating-point numbers may be added in another order, so they are read to nine decimals. */
const tables: Record<string, string> = {
	indicator_value: '* exclude (run_id)',
	tier_result: `* exclude (run_id) replace (round(score, 9) as score, round(priority, 9) as priority)`,
	mart_wage_month: '* exclude (run_id)',
	mart_runway: '* exclude (run_id)',
	tier_as_judged: '* exclude (run_id)',
	run_late_payer: '* exclude (run_id)'
};

async function differences(carried: number, whole: number): Promise<string[]> {
	const found: string[] = [];
	for (const [table, columns] of Object.entries(tables)) {
		const rows = (run: number) => `select ${columns} from ${table} where run_id = ${run}`;
		for (const [side, a, b] of [
			['only carried', carried, whole],
			['only whole', whole, carried]
		] as const) {
			const extra = await district.read(
				`select cast(d as varchar) as line from (${rows(a)} except all ${rows(b)}) as d`,
				{},
				z.object({ line: z.string() })
			);
			found.push(...extra.map(({ line }) => `${table} ${side}: ${line}`));
		}
	}
	return found;
}

/** Lets exemptions take the first finding out of a few tiers, from the day for four days. */
async function exempt(day: string): Promise<void> {
	await district.warehouse.write((tx) =>
		tx.run(
			`insert into exemption_act
			select 1000 + cast(row_number() over (order by subject_type, subject_code) as integer), 2, 'approved',
				cast($day as timestamp) + to_hours(8), 'u1', '审批人', subject_type, subject_code,
				string_split(fired, ';')[1], cast($day as date) + 4, '试验', null
			from tier_result
			where run_id = (select max(run_id) from score_run) and tier > 0 and fired <> ''
			order by subject_type, subject_code limit 6`,
			{ day }
		)
	);
}

/** Takes a delivery of wages back. */
async function withdraw(day: string): Promise<void> {
	await district.warehouse.write(async (tx) => {
		const [last] = await tx.all(
			`select max(batch_id) as batch from batch where feed = 'payroll' and status = 'loaded'`
		);
		await withdrawBatch(tx, {
			id: `w-${day}`,
			batch: Number(last?.['batch']),
			actor: { id: 'u1', name: '录入员' },
			at: `${day} 09:00:00`,
			reason: '试验'
		});
	});
}

/** Why runs worked out everything. */
async function notes(): Promise<(string | null)[]> {
	const rows = await district.read(
		'select distinct note from run_ground',
		{},
		z.object({ note: z.string().nullable() })
	);
	return rows.map(({ note }) => note);
}

describe('a run that carries on from an earlier one', () => {
	for (const seed of seeds) {
		it(`writes what a run from scratch writes, day after day, in random district ${seed}`, async () => {
			await district.clear();
			await district.warehouse.write((tx) => tx.run('delete from exemption_act'));
			const waiting = deliveriesOf(seed);
			let carriedOn = 0;
			for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
				while (waiting[0] && waiting[0].at.slice(0, 10) <= day) {
					const { feed, rows, at } = waiting.shift()!;
					await district.ingestRows({ [feed]: rows }, at);
				}
				if (day === exemptedOn) await exempt(day);
				if (day === withdrawnOn) await withdraw(day);
				const carried = await judged(day, 'carried');
				const whole = await judged(day, 'whole');
				if (carried.askedProjects !== null) carriedOn += 1;
				if (day === withdrawnOn) expect(carried.askedProjects).toBeNull();
				expect({ day, found: await differences(carried.runId, whole.runId) }).toEqual({ day, found: [] });
			}
			expect(carriedOn).toBeGreaterThan(4);
			const marked = { policy, calendar: { ...calendar, marks: new Map([[lastDay, false]]) } };
			expect((await judged(lastDay, 'carried', marked)).askedProjects).toBeNull();
			expect(await notes()).not.toContain('the sample differed');
		}, 300_000);
	}
});
