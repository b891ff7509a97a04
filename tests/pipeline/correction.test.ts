import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { replayRows } from '$lib/server/ingest/quarantine/replay-rows';
import { personalKeys } from '$lib/server/warehouse/pii-vault';
import { openDistrict, type District } from '../support/district';

let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

/** A tax file: enterprises, what they declared, and whether the figure was written so that nobody can read it. */
interface Sent {
	readonly day: number;
	readonly lines: readonly (readonly [who: string, declared: number, isBad: boolean])[];
}

const forget = () =>
	district.warehouse.write(async (tx) => {
		const tables = ['feed_tax', 'batch', 'set_aside', 'unchanged_row', 'corrected_row', 'brought_back'];
		for (const table of tables) await tx.run(`delete from ${table}`);
	});

async function deliver({ day, lines }: Sent, nth: number, isRight: boolean): Promise<number> {
	const text = ['uscc,month,declared'].concat(
		lines.map(([who, sum, isBad]) => `${who},2026-08,${isBad && !isRight ? '坏' : sum}`)
	);
	const [report] = await district.ingestText(
		`tax_${nth}.csv`,
		text.join('\n') + '\n'.repeat(nth + 1),
		`2026-09-0${day} 09:00:00`
	);
	return report!.batch!;
}

async function correct(batch: number, { lines }: Sent): Promise<void> {
	const bad = lines.flatMap(([, sum, isBad], line) => (isBad ? [[line + 2, sum] as const] : []));
	if (bad.length === 0) return;
	const { warehouse, home } = district;
	const clock = () => new Date('2026-11-21T10:00:00+08:00');
	const done = await replayRows(
		{ warehouse, home, clock, keys: personalKeys(undefined) },
		{
			batch,
			rows: bad.map(([row]) => row),
			edits: new Map(bad.map(([row, sum]) => [row, { declared: String(sum) }])),
			actor: { id: 'clerk', name: '李工' },
			reason: null
		}
	);
	expect(done).toMatchObject({ corrected: bad.length, refused: [] });
}

const declared = () =>
	district.read(
		'select uscc, declared_fen as fen from feed_tax where known_to is null order by uscc',
		{},
		z.object({ uscc: z.string(), fen: z.coerce.number() })
	);

const files = fc.array(
	fc.record<Sent>({
		day: fc.integer({ min: 1, max: 5 }),
		lines: fc.array(fc.tuple(fc.constantFrom('A', 'B'), fc.integer({ min: 1, max: 3 }), fc.boolean()), {
			minLength: 1,
			maxLength: 4
		})
	}),
	{ minLength: 1, maxLength: 4 }
);

test('whatever rows are corrected in whatever order, it is as if they had been right when they came', async () => {
	await fc.assert(
		fc.asyncProperty(files, fc.boolean(), async (all, backwards) => {
			await forget();
			for (const [nth, one] of all.entries()) await deliver(one, nth, true);
			const right = await declared();
			await forget();
			const batches: number[] = [];
			for (const [nth, one] of all.entries()) batches.push(await deliver(one, nth, false));
			const order = backwards ? [...all.keys()].reverse() : [...all.keys()];
			for (const nth of order) await correct(batches[nth]!, all[nth]!);
			expect(await declared()).toEqual(right);
		}),
		{
			numRuns: 6,
			examples: [
				[
					[
						{
							day: 1,
							lines: [
								['A', 2, true],
								['A', 1, false],
								['A', 2, true]
							]
						}
					],
					false
				]
			]
		}
	);
}, 120_000);
