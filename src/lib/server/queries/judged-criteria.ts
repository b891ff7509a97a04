import { z } from 'zod';
import { feeds } from '$lib/domain/feeds';
import { contradictions } from '../contradictions/registry';
import { indicators } from '../indicators/registry';
import type { Policy } from '../policies/policy';
import { thresholdsOn } from '../policies/policy-on';
import tierOfProject from '../scoring/sql/tier-project.sql?raw';
import type { Reader } from '../warehouse/warehouse';
import { contradictionList } from './contradiction-list';
import type { Criterion, CriterionLine } from './criterion';
import { latestRun } from './latest-run';

const counted = z.object({ name: z.string(), n: z.coerce.number() });

/** Clauses in the order in which the rule asks them, as its own SQL names them. */
export const tierClauses: readonly string[] = [
	...new Set([...tierOfProject.matchAll(/then '(\d[a-z]?)'/g)].map(([, clause]) => clause!))
];

async function countsOf(reader: Reader, sql: string, runId: number | null): Promise<Map<string, number>> {
	if (runId === null) return new Map();
	const rows = await reader.read(sql, { run: runId }, counted);
	return new Map(rows.map(({ name, n }) => [name, n]));
}

/** Every indicator with its lines on the day, and how many subjects are beyond one of them. */
export async function indicatorCriteria(reader: Reader, policy: Policy, day: string): Promise<Criterion[]> {
	const run = await latestRun(reader, day);
	const fired = await countsOf(
		reader,
		`select v.indicator as name, count(distinct v.subject_type || v.subject_code) as n from indicator_value v
		where v.run_id = $run and v.severity >= 1 group by v.indicator`,
		run?.runId ?? null
	);
	const thresholds = thresholdsOn(policy, day);
	return [...indicators.values()].map((indicator): Criterion => {
		const lines = thresholds
			.filter((line) => line.indicator === indicator.id)
			.map((line): CriterionLine => ({
				severity: line.severity,
				op: line.op,
				bound: line.bound,
				unit: indicator.measures?.[line.measure]?.unit ?? indicator.unit,
				text: [indicator.measures?.[line.measure]?.zh ?? '', line.band].filter(Boolean).join(' '),
				reference: line.reference,
				basis: line.basis
			}));
		const isLineless = thresholds.every((line) => line.indicator !== indicator.id);
		const counts = !('counts' in indicator) || indicator.counts !== false;
		return {
			id: indicator.id,
			name: indicator.label,
			words: indicator.meaning,
			lines,
			basis: indicator.basis,
			off: !counts ? 'shown_only' : isLineless ? 'no_line' : null,
			fired: run === null ? null : (fired.get(indicator.id) ?? 0),
			href: `/rules/indicator/${indicator.id}`
		};
	});
}

/** What the pack says of the level that a clause gives: clauses count from the gravest level down, 0 is none. */
function levelOf(policy: Policy, clause: string): string {
	const severity = (4 - Number(clause[0])) % 4;
	const level = policy.levels.find((one) => one.severity === severity);
	return level === undefined ? '' : `${level.name}：${level.meaning}`;
}

/** Every clause of the rule of tiers, and how many projects it decided. Their words are in the catalogue of texts. */
export async function clauseCriteria(reader: Reader, policy: Policy, day: string): Promise<Criterion[]> {
	const run = await latestRun(reader, day);
	const fired = await countsOf(
		reader,
		`select t.clause as name, count(*) as n from tier_result t
		where t.run_id = $run and t.subject_type = 'project' group by t.clause`,
		run?.runId ?? null
	);
	return tierClauses.map((clause) => ({
		id: clause,
		name: { zh: clause, en: clause },
		words: { zh: '', en: '' },
		lines: [],
		basis: levelOf(policy, clause),
		off: null,
		fired: run === null ? null : (fired.get(clause) ?? 0),
		href: `/rules/clause/${clause}`
	}));
}

/** Every kind of contradiction, and at how many projects it was found last. */
export async function contradictionCriteria(reader: Reader, day: string): Promise<Criterion[]> {
	const found = await contradictionList(reader, day, null);
	return [...contradictions.values()].map(({ id, label, left, right, asks, feeds: compared }) => ({
		id,
		name: label,
		words: {
			zh: `${left.zh} 与 ${right.zh} 对不上；请${asks.zh}核对`,
			en: `${left.en} against ${right.en}; to be cleared up by ${asks.en}`
		},
		lines: [],
		basis: compared.map((feed) => feeds.get(feed)?.zh ?? feed).join('、'),
		off: null,
		fired: found.filter(({ kind }) => kind === id).length,
		href: `/contradictions#${id}`
	}));
}
