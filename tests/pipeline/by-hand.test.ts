import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { feeds } from '$lib/domain/feeds';
import type { FeedDefinition } from '$lib/domain/feed';
import { isWorkday } from '$lib/server/policies/calendar';
import { parameterOn } from '$lib/server/policies/policy-on';
import { indicators } from '$lib/server/indicators/registry';
import { storedColumns } from '$lib/server/warehouse/feed-tables';
import { openWarehouse, type Warehouse } from '$lib/server/warehouse/warehouse';
import { calendar, policy } from '../support/district';
import { judge } from '../support/reference/judge';
import { defaultPolicy } from '../support/reference/policy';
import type { Cell, FeedRow, Rows } from '../support/reference/types';

/** A home of the demo of which nobody makes use meanwhile: BY_HAND=<home> npx vitest run tests/pipeline/by-hand.test.ts */
const home = process.env['BY_HAND'];
/** Feeds with a row a worker: of them only the rows of the projects that hang together are taken. */
const perWorker = new Set(['payroll', 'attendance', 'roster']);

function cell(type: string, value: unknown): Cell {
	if (value === null || value === undefined) return null;
	if (type === 'month') return String(value).slice(0, 7);
	if (type === 'money_yuan') return Number(value) / 100;
	if (type === 'money_wan') return Number(value) / 1_000_000;
	if (['integer', 'number', 'ratio'].includes(type)) return Number(value);
	return value as Cell;
}

/** The rows of a feed as known now, in the columns and units of the contract; a person is its key. */
async function rowsOf(warehouse: Warehouse, feed: FeedDefinition, where: string): Promise<FeedRow[]> {
	const columns = storedColumns(feed);
	const rows = await warehouse.read(
		`select f.*, cast(b.received_at as varchar) as _received_at from feed_${feed.feed} f
		join batch b on b.batch_id = f.batch_id where f.known_to is null and ${where}`,
		{},
		z.record(z.string(), z.unknown())
	);
	return rows.map((row) => ({
		...Object.fromEntries(
			columns.map(({ name, source }) => [
				source.name,
				source.pii ? (row[name] === null ? null : String(row[name])) : cell(source.type, row[name])
			])
		),
		_received_at: String(row['_received_at'])
	}));
}

const shown = (value: number | null, reason: string | null) =>
	value === null ? (reason === 'missing' ? '缺' : '不适用') : String(Math.round(value * 1e6) / 1e6);

it.runIf(home)(
	'three projects of the demo come out the same, figure by figure, by the second implementation',
	async () => {
		const warehouse = await openWarehouse({ home });
		const [run] = await warehouse.read(
			`select run_id, cast(as_of as varchar) as as_of from score_run where series = 'current' order by as_of desc limit 1`,
			{},
			z.object({ run_id: z.number(), as_of: z.string() })
		);
		const { run_id: runId, as_of: asOf } = run!;
		const chosen = await warehouse.read(
			`select subject_code as code, name, tier, clause, score from (
				select t.*, row_number() over (partition by tier order by priority desc nulls last, subject_code) as place
				from tier_result t where run_id = $run and subject_type = 'project' and tier in (0, 2, 3)
			) where place = 1 order by tier desc`,
			{ run: runId },
			z.object({
				code: z.string(),
				name: z.string(),
				tier: z.number(),
				clause: z.string(),
				score: z.coerce.number().nullable()
			})
		);
		const codes = chosen.map(({ code }) => `'${code}'`).join(', ');
		const together = `project_code in (select project_code from feed_projects where known_to is null and (project_code in (${codes})
			or gc_uscc in (select gc_uscc from feed_projects where known_to is null and project_code in (${codes}))))`;
		const rows: Rows = {};
		for (const [name, feed] of feeds)
			rows[name] = await rowsOf(warehouse, feed, perWorker.has(name) ? `f.${together}` : 'true');
		const newest = await warehouse.read(
			`select feed, cast(max(received_at) as varchar) as at from batch where status = 'loaded' and accepted > 0 group by feed`,
			{},
			z.object({ feed: z.string(), at: z.string() })
		);
		const second = judge({
			asOf,
			rows,
			policy: {
				...defaultPolicy,
				minimumWageYuan: parameterOn(policy, 'minimum_wage_monthly_yuan', asOf)
			},
			isWorkday: (day) => isWorkday(calendar, day),
			newestBatchReceivedAt: Object.fromEntries(newest.map(({ feed, at }) => [feed, at]))
		});
		const lines = [
			'# Three demo projects, figure by figure',
			'',
			`The demo of ${asOf}, three projects: the gravest red one, the gravest yellow one and a normal one. Each value stands twice: as the product exports it (\`npm run -s xinshao -- export indicators --as-of ${asOf}\`), and as a second implementation works it out from the rows. That one was written from the rules apart from the product, goes row by row in plain code and shares no SQL with it (\`tests/support/reference\`). The page is written by \`BY_HAND=<home> npx vitest run tests/pipeline/by-hand.test.ts\`, which fails where two figures differ.`,
			''
		];
		for (const { code, name, tier, clause, score } of chosen) {
			const own = await warehouse.read(
				`select case when measure = '' then indicator else indicator || '.' || measure end as id, indicator, value, severity, null_reason
				from indicator_value where run_id = $run and subject_type = 'project' and subject_code = $code order by id`,
				{ run: runId, code },
				z.object({
					id: z.string(),
					indicator: z.string(),
					value: z.coerce.number().nullable(),
					severity: z.number().nullable(),
					null_reason: z.string().nullable()
				})
			);
			const verdict = second.tiers.find((one) => one.subject_type === 'project' && one.subject_code === code);
			expect([code, verdict?.tier, verdict?.clause]).toEqual([code, tier, clause]);
			expect(verdict?.score ?? 0).toBeCloseTo(score ?? 0, 9);
			lines.push(
				`## ${name} (${code})`,
				'',
				`Tier ${tier}, clause ${clause}, score ${(score ?? 0).toFixed(4)}; by the second implementation tier ${verdict?.tier}, clause ${verdict?.clause}, score ${(verdict?.score ?? 0).toFixed(4)}.`,
				'',
				'| Indicator | | Exported | Second | Severity | Second |',
				'|---|---|---:|---:|---:|---:|'
			);
			for (const figure of own) {
				const other = second.indicators.find(
					(one) => one.subject_type === 'project' && one.subject_code === code && one.indicator === figure.id
				);
				expect([code, figure.id, figure.severity, figure.null_reason]).toEqual([
					code,
					figure.id,
					other?.severity ?? null,
					other?.null_reason ?? null
				]);
				if (figure.value !== null) expect(other?.value ?? Number.NaN).toBeCloseTo(figure.value, 9);
				lines.push(
					`| \`${figure.id}\` | ${indicators.get(figure.indicator)?.label.zh ?? ''} | ${shown(figure.value, figure.null_reason)} | ${shown(other?.value ?? null, other?.null_reason ?? null)} | ${figure.severity ?? '—'} | ${other?.severity ?? '—'} |`
				);
			}
			lines.push('');
		}
		writeFileSync(join(resolve(import.meta.dirname, '../..'), 'docs', 'by-hand.md'), lines.join('\n'));
		await warehouse.close();
	},
	600_000
);
