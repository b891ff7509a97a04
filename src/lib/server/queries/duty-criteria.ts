import { z } from 'zod';
import { addDays } from '$lib/domain/day';
import { clueList, type Clue } from '../dispatch/clues/clue-book';
import { noticeKinds } from '../dispatch/notices/kinds/registry';
import { indicators } from '../indicators/registry';
import type { WorkCalendar } from '../policies/calendar';
import { valueOn, type Dated } from '../policies/dated';
import { dayKindNames } from '../policies/pack-words';
import { parameterNames, type ParameterName } from '../policies/parameter-names';
import type { Clock, Policy } from '../policies/policy';
import type { Reader } from '../warehouse/warehouse';
import { inBoth, type Criterion, type CriterionLine } from './criterion';
import { feedLags } from './feed-lags';
import { feedSupply } from './feed-supply';

const countedDays = 7;

function lineOf(name: string, dated: readonly Dated<number>[], day: string): CriterionLine[] {
	const entry = valueOn(dated, day);
	if (entry === undefined) return [];
	const { value, unit, reference, basis } = entry;
	const text = `${name} ${value} ${unit}`.trim();
	return [{ severity: null, op: null, bound: null, unit: null, text, reference, basis }];
}

const ofAlerts: readonly ParameterName[] = ['alert_confirm_runs', 'alert_relapse_days', 'snooze_max_days'];

/** What the state machine of alerts announces, with the pack's numbers, and how often it did in the last week. */
export async function alertCriteria(reader: Reader, policy: Policy, day: string): Promise<Criterion[]> {
	const rows = await reader.read(
		`select v.kind, count(*) as n from alert_event v
		where v.happened_on > cast($since as date) and v.happened_on <= cast($day as date) group by v.kind`,
		{ since: addDays(day, -countedDays), day },
		z.object({ kind: z.string(), n: z.coerce.number() })
	);
	const fired = new Map(rows.map(({ kind, n }) => [`alert_${kind}`, n]));
	const lines = ofAlerts.flatMap((name) => lineOf(parameterNames[name], policy.parameters[name], day));
	return [...noticeKinds.values()]
		.filter(({ about }) => about === 'alert')
		.map(({ id, label, when }, index) => ({
			id,
			name: label,
			words: when,
			lines: index === 0 ? lines : [],
			basis: '',
			off: null,
			fired: fired.get(id) ?? 0,
			href: '/alerts'
		}));
}

/** Whether a clue is past what a clock of the pack asks for. */
const isPast: Readonly<Record<string, (clue: Clue) => boolean>> = {
	clue_assign: ({ clock }) => clock.stage === 'assign' && clock.late > 0,
	clue_feedback: ({ clock }) => clock.stage === 'feedback' && clock.late > 0,
	clue_reminder: ({ clock }) => clock.demands === 'reminder',
	clue_report: ({ clock }) => clock.demands === 'report',
	clue_weekly: ({ clock }) => clock.stage === 'weekly' && clock.late > 0
};

/** The indicator that reads a number of the pack: where a clock counts by that number, it tells who is late. */
const readerOf = (parameter: ParameterName) =>
	[...indicators.values()].find(({ sql }) => sql.includes(`{{${parameter}}}`))?.id;

const triggerPage = (id: string) => `/triggers?rule=${encodeURIComponent(id)}`;

/** Every clock of the pack, and how many are past it. */
export async function clockCriteria(
	reader: Reader,
	rules: { readonly policy: Policy; readonly calendar: WorkCalendar },
	day: string,
	fired: {
		readonly indicators: ReadonlyMap<string, number | null>;
		readonly triggers: ReadonlyMap<string, number>;
	}
): Promise<Criterion[]> {
	const clues = await clueList(reader, rules, day);
	return rules.policy.clocks.map((clock: Clock): Criterion => {
		const past = isPast[clock.id];
		const indicator = clock.parameter === undefined ? undefined : readerOf(clock.parameter);
		const dated =
			clock.limit ?? (clock.parameter === undefined ? [] : rules.policy.parameters[clock.parameter]);
		const lines = lineOf('', dated, day).map((line) => ({
			...line,
			text: `${line.text}（${dayKindNames[clock.day_kind]}）`
		}));
		return {
			id: clock.id,
			name: inBoth(clock.zh),
			words: inBoth(`自${clock.starts}起；${clock.owner}：${clock.action}`),
			lines,
			basis: [clock.reference, clock.clause].filter(Boolean).join('：'),
			off: lines.length === 0 ? 'no_limit' : null,
			...(past
				? { fired: clues.filter(past).length, href: '/clues' }
				: fired.triggers.has(clock.id)
					? { fired: fired.triggers.get(clock.id) ?? null, href: triggerPage(clock.id) }
					: {
							fired: indicator ? (fired.indicators.get(indicator) ?? null) : null,
							href: indicator ? `/rules/indicator/${indicator}` : null
						})
		};
	});
}

/** Every feed that the pack sets a limit for, and whether it is silent beyond it. */
export async function silenceCriteria(reader: Reader, policy: Policy, day: string): Promise<Criterion[]> {
	const supply = await feedSupply(reader, day, feedLags(policy, day));
	return supply.map(({ feed, zh, source, lastReceived, state }): Criterion => {
		const given = policy.feeds.get(feed);
		const lines = lineOf('', given?.allowedLagDays ?? [], day);
		return {
			id: feed,
			name: { zh, en: feed },
			words: {
				zh: `${source}；最近一次 ${lastReceived?.slice(0, 16) ?? '从未收到'}`,
				en: `${source}; last ${lastReceived?.slice(0, 16) ?? 'never'}`
			},
			lines,
			basis: '',
			off: lines.length === 0 ? 'no_limit' : null,
			fired: lines.length === 0 ? null : state === 'fresh' ? 0 : 1,
			href: '/supply'
		};
	});
}

/** Every trigger of the pack. What meets it is told by `firedOf`; a trigger that nothing reads says so. */
export function triggerCriteria(
	policy: Policy,
	day: string,
	firedOf: ReadonlyMap<string, number>
): Criterion[] {
	return policy.triggers.map((trigger) => ({
		id: trigger.id,
		name: inBoth(trigger.zh),
		words: inBoth(`${trigger.condition}；${trigger.owner}：${trigger.action}`),
		lines: trigger.parameters.flatMap((name) => lineOf(parameterNames[name], policy.parameters[name], day)),
		basis: [trigger.reference, trigger.clause].filter(Boolean).join('：'),
		off: firedOf.has(trigger.id) ? null : 'no_reader',
		fired: firedOf.get(trigger.id) ?? null,
		href: triggerPage(trigger.id)
	}));
}
