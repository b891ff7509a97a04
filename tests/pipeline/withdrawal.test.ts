import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { withdrawBatch, type WithdrawalEffect } from '$lib/server/ingest/withdraw-batch';
import { dataPromises } from '$lib/server/warehouse/data-promises';
import { openDistrict, type District } from '../support/district';

let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

/** One line of a tax file: an enterprise, and what it declared. */
type Line = readonly [who: string, declared: number];
interface Delivery {
	readonly day: number;
	readonly lines: readonly Line[];
}

const clerk = { id: 'clerk', name: '李工' };
const moment = (day: number) => `2026-09-${String(day).padStart(2, '0')} 09:00:00`;

async function deliver({ day, lines }: Delivery, nth: number): Promise<number> {
	const text = ['uscc,month,declared,paid,overdue,invoiced']
		.concat(lines.map(([who, declared]) => `${who},2026-08,${declared},0,0,${nth}`.replace(/,\d+$/, ',0')))
		.join('\n');
	// Two deliveries may be alike to the byte; a blank line keeps them two files.
	const [report] = await district.ingestText(`tax_${nth}.csv`, `${text}\n${'\n'.repeat(nth)}`, moment(day));
	expect(report).toMatchObject({ error: null, duplicate: false });
	return report!.batch!;
}

const withdraw = (batch: number): Promise<WithdrawalEffect> =>
	district.warehouse.write((tx) =>
		withdrawBatch(tx, { id: `w${batch}`, batch, actor: clerk, at: '2026-11-21 10:00:00', reason: '报错了表' })
	);

/** Forgets the deliveries of this feed; forgetting all feeds takes longer than the test. */
const forget = () =>
	district.warehouse.write(async (tx) => {
		const tables = ['feed_tax', 'batch', 'set_aside', 'unchanged_row', 'batch_withdrawal', 'brought_back'];
		for (const table of tables) await tx.run(`delete from ${table}`);
	});

/** Rows that break what is promised of this feed. */
async function broken(): Promise<unknown[]> {
	const questions = dataPromises.flatMap((promise) => promise.questions);
	const rows = await Promise.all(
		questions
			.filter((sql) => sql.includes('feed_tax') || sql.includes('rows_read'))
			.map((sql) => district.read(sql, {}, z.record(z.string(), z.unknown())))
	);
	return rows.flat();
}

const current = (at: string | null = null) =>
	district.read(
		`select uscc, declared_fen, batch_id, row_no from feed_tax
		where ($at is null and known_to is null)
			or (known_from <= cast($at as timestamp) and (known_to is null or known_to > cast($at as timestamp)))
		order by uscc, batch_id, row_no`,
		{ at },
		z.object({
			uscc: z.string(),
			declared_fen: z.coerce.number(),
			batch_id: z.number(),
			row_no: z.number()
		})
	);
const said = (rows: Awaited<ReturnType<typeof current>>) => rows.map((row) => [row.uscc, row.declared_fen]);

const deliveries = fc.array(
	fc.record({
		day: fc.integer({ min: 1, max: 6 }),
		lines: fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.integer({ min: 1, max: 3 })), {
			minLength: 1,
			maxLength: 4
		})
	}),
	{ minLength: 1, maxLength: 6 }
);

test('withdrawing deliveries leaves what would be known had they never come, and the past as it was', async () => {
	await fc.assert(
		fc.asyncProperty(deliveries, fc.infiniteStream(fc.boolean()), fc.boolean(), async (all, picks, late) => {
			const isGone = all.map(() => Boolean(picks.next().value));
			await forget();
			for (const [at, delivery] of all.entries()) if (!isGone[at]) await deliver(delivery, at);
			const without = said(await current());

			await forget();
			const batches: number[] = [];
			// With `late` the last delivery comes after the withdrawals, whatever its date.
			const before = late ? all.length - 1 : all.length;
			for (const [at, delivery] of all.slice(0, before).entries()) batches.push(await deliver(delivery, at));
			const past = await Promise.all([1, 2, 3, 4, 5, 6].map((day) => current(moment(day))));
			for (const [at, batch] of batches.entries()) {
				if (!isGone[at]) continue;
				const { gone, forgotten, back } = await withdraw(batch);
				expect(gone).toBe(forgotten + back.reduce((sum, { rows }) => sum + rows, 0));
			}
			expect(await Promise.all([1, 2, 3, 4, 5, 6].map((day) => current(moment(day))))).toEqual(past);
			if (late && !isGone[before]) await deliver(all[before]!, before);
			const rows = await current();
			expect(said(rows)).toEqual(without);
			const standing = await district.read(
				`select batch_id from batch where status = 'loaded'`,
				{},
				z.object({ batch_id: z.number() })
			);
			const loaded = new Set(standing.map(({ batch_id }) => batch_id));
			expect(rows.filter((row) => !loaded.has(row.batch_id))).toEqual([]);
			expect(await broken()).toEqual([]);
		}),
		{ numRuns: 15 }
	);
}, 120_000);

test('a delivery of many rows is withdrawn without comparing every row with every other', async () => {
	await forget();
	const lines = Array.from({ length: 50_000 }, (_, i): Line => [`U${i}`, 1]);
	const first = await deliver({ day: 1, lines }, 0);
	await deliver({ day: 2, lines }, 1);
	expect(await withdraw(first)).toMatchObject({
		gone: 50_000,
		forgotten: 0,
		back: [{ rows: 50_000, repeated: 50_000 }]
	});
});
