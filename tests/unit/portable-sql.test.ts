import { describe, expect, it } from 'vitest';
import { indicators } from '$lib/server/indicators/registry';
import { intermediateModels } from '$lib/server/warehouse/intermediate-models';

const scoring = import.meta.glob<string>('/src/lib/server/scoring/sql/*.sql', {
	eager: true,
	query: '?raw',
	import: 'default'
});

/** Words of one engine only, by what is written instead. */
const forbidden: readonly (readonly [RegExp, string])[] = [
	[/\bfilter\s*\(\s*where\b/i, 'case inside the aggregate'],
	[/\bqualify\b/i, 'row_number() in a subquery'],
	[/\bdistinct\s+on\b/i, 'row_number() in a subquery'],
	[/\barg_(max|min)\b/i, 'row_number() in a subquery'],
	[/\b(max_by|min_by|list_agg|list|struct_pack)\s*\(|\b(unpivot|pivot|asof)\b/i, 'plain SQL'],
	[/\b(now|current_date|current_timestamp|today)\b\s*(\(\s*\))?/i, 'the bound day'],
	[/\binterval\b/i, 'months worked out in TypeScript, or {{months_before}}'],
	[/\bon\s+conflict\b/i, 'delete and insert'],
	[/\bmerge\s+into\b/i, 'delete and insert'],
	[/\blateral\b/i, 'a join'],
	[/\bgrouping\s+sets\b|\brollup\b|\bcube\b/i, 'group by'],
	[/\bround\s*\(/i, 'floor(x + 0.5)'],
	[/\bgroup\s+by\s+all\b|\border\s+by\s+all\b/i, 'the columns'],
	[/::\s*\w/, 'cast(… as …)'],
	[/\bsum\s*\(\s*cast\([^()]*as double/i, 'integers inside sum'],
	[/\bselect\s+\*\s+(exclude|replace)\b/i, 'the columns']
];

const withoutComments = (sql: string) => sql.replaceAll(/--.*$/gm, '');

const files: [string, string][] = [
	...intermediateModels.map(({ name, sql }): [string, string] => [name, sql]),
	...[...indicators.values()].flatMap(({ id, sql, enterpriseSql }): [string, string][] => [
		[id, sql],
		...(enterpriseSql ? [[`${id} (enterprise)`, enterpriseSql] as [string, string]] : [])
	]),
	...Object.entries(scoring)
];

describe('SQL of models, indicators and scoring runs on any engine of the family', () => {
	it('is there', () => expect(files.length).toBeGreaterThan(60));
	for (const [name, sql] of files)
		it(name, () => {
			const found = forbidden.flatMap(([pattern, instead]) => {
				const [hit] = pattern.exec(withoutComments(sql)) ?? [];
				return hit === undefined ? [] : [`${hit.trim()}: write ${instead}`];
			});
			expect(found).toEqual([]);
		});

	it('finds each forbidden word', () => {
		const wrong = [
			'sum(x) filter (where y)',
			'qualify 1 = 1',
			'select distinct on (a) a',
			'arg_max(a, b)',
			'now()',
			"date '2026-01-01' + interval 1 month",
			'insert into t on conflict do nothing',
			'round(x)',
			'x::integer',
			'group by all'
		];
		for (const sql of wrong)
			expect([sql, forbidden.some(([pattern]) => pattern.test(sql))]).toEqual([sql, true]);
	});
});
