import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scoped, tableColumns } from '$lib/server/accounts/scoped';
import { pairFigures } from '$lib/domain/figure-pair';
import type { Figure } from '$lib/domain/figure';
import { partOf } from '$lib/domain/list-part';
import { changeKinds } from '$lib/domain/tier-change';
import { changeOrders, changeSums, tierChanges } from '$lib/server/queries/tier-changes';
import type { Reader } from '$lib/server/warehouse/warehouse';
import { openDistrict, policy, type District } from '../support/district';

let district: District;
let mine: Reader;
const [first, second] = policy.units.map((unit) => unit.name) as [string, string];
/** What a subject was and is: tier, null for grey, undefined for not judged. */
const subjects: readonly [string, string, number | null | undefined, number | null | undefined][] = [
	['ROSE', first, 1, 3],
	['FELL', first, 3, 2],
	['SAME', first, 2, 2],
	['GREYED', second, 2, null],
	['UNGREYED', second, null, 0],
	['STAYED_GREY', second, null, null],
	['NEW', second, undefined, 1],
	['NEW_NORMAL', second, undefined, 0],
	['GONE', second, 3, undefined],
	['GONE_NORMAL', second, 0, undefined]
];

beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows({
		projects: subjects.map(([code, street]) => ({
			project_code: code,
			project_name: code,
			street,
			sector: '房屋建筑',
			status: '在建',
			start_date: '2026-01-01'
		}))
	});
	await district.warehouse.write(async (tx) => {
		for (const [run, place] of [
			[1, 2],
			[2, 3]
		] as const)
			for (const subject of subjects) {
				const tier = subject[place];
				if (tier === undefined) continue;
				await tx.run(
					`insert into tier_result values ($run, 'project', $code, $code, $street, '房屋建筑', $tier,
						$tier is null, null, 1, 1, '1a', $fired, $workers, $unpaid)`,
					{
						run,
						code: subject[0],
						street: subject[1],
						tier,
						fired: run === 1 ? 'old_one' : 'new_one',
						workers: run * 10,
						unpaid: run * 100
					}
				);
			}
		const value = (run: number, code: string, indicator: string, level: number | null, amount: number) =>
			tx.run(
				`insert into indicator_value values ($run, 'project', $code, $indicator, '', $amount, $level, null, null, 'x')`,
				{ run, code, indicator, level, amount }
			);
		for (const [run, level] of [
			[1, 0],
			[2, 3]
		] as const)
			await value(run, 'ROSE', 'wage_overdue_days', level, run * 20);
		// Moved as well, but by less, and one that moved the other way by more.
		await value(1, 'ROSE', 'labour_fee_ratio', 1, 1);
		await value(2, 'ROSE', 'labour_fee_ratio', 2, 2);
		await value(1, 'FELL', 'wage_overdue_days', 3, 40);
		await value(2, 'FELL', 'wage_overdue_days', 1, 10);
		await value(1, 'FELL', 'labour_fee_ratio', 0, 1);
		await value(2, 'FELL', 'labour_fee_ratio', 3, 2);
	});
	mine = scoped(
		district.warehouse,
		{ units: [first], sectors: null },
		await tableColumns(district.warehouse),
		(unit) => [unit, ...(policy.units.find((one) => one.name === unit)?.aliases ?? [])]
	);
});
afterAll(() => district.close());

const asked = { fromRun: 1, toRun: 2, type: 'project', street: null, sector: null } as const;
const changes = (reader: Reader = district.warehouse, street: string | null = null) =>
	tierChanges(reader, { ...asked, street, kind: null, from: 0, lines: 100 });

test('each change has its kind, and what stayed as it was, or came and went as normal, is no change', async () => {
	const found = Object.fromEntries((await changes()).map(({ code, kind }) => [code, kind]));
	expect(found).toEqual({
		ROSE: 'rose',
		FELL: 'fell',
		GREYED: 'greyed',
		UNGREYED: 'ungreyed',
		NEW: 'new',
		GONE: 'gone'
	});
});

test('the cause is what moved most the same way, never what moved the other way', async () => {
	const found = new Map((await changes()).map((change) => [change.code, change]));
	expect(found.get('ROSE')?.cause).toEqual({ indicator: 'wage_overdue_days', before: 20, after: 40 });
	expect(found.get('FELL')?.cause).toEqual({ indicator: 'wage_overdue_days', before: 40, after: 10 });
});

test('where no figures are kept of a day, what fired says it', async () => {
	const found = new Map((await changes()).map((change) => [change.code, change]));
	expect(found.get('NEW')?.cause).toEqual({ indicator: 'new_one', before: null, after: null });
	expect(found.get('GONE')?.cause).toEqual({ indicator: 'old_one', before: null, after: null });
});

test('people and money stand as then and as now; what is gone has none now', async () => {
	const found = new Map((await changes()).map((change) => [change.code, change]));
	expect(found.get('ROSE')).toMatchObject({ workersBefore: 10, workersAfter: 20, unpaidAfterFen: 200 });
	expect(found.get('GONE')).toMatchObject({
		workersBefore: 10,
		workersAfter: null,
		unpaidAfterFen: null,
		after: null
	});
});

test('a street sees the changes of its own projects alone', async () => {
	expect((await changes(mine)).map(({ code }) => code).sort()).toEqual(['FELL', 'ROSE']);
	expect((await changes(mine, second)).length).toBe(0);
});

test('parts of a list hold every change of a kind once, in whatever order and however long they are', async () => {
	const all = (await changes()).map(({ kind, code }) => `${kind} ${code}`).sort();
	const sums = await changeSums(district.warehouse, asked);
	expect(sums.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
	const orders = [null, ...Object.keys(changeOrders)];
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 4 }),
			fc.constantFrom(...orders),
			fc.boolean(),
			async (lines, by, isDescending) => {
				const seen: string[] = [];
				for (const kind of changeKinds) {
					const total = sums.reduce((sum, one) => sum + (one.kind === kind ? one.count : 0), 0);
					const { pages } = partOf(new URLSearchParams(), { total, lines });
					for (let page = 1; page <= pages; page += 1) {
						const { from } = partOf(new URLSearchParams({ page: String(page) }), { total, lines });
						const order = by === null ? null : { by, isDescending };
						const found = await tierChanges(district.warehouse, { ...asked, kind, order, from, lines });
						seen.push(...found.map((change) => `${change.kind} ${change.code}`));
					}
				}
				expect(seen.sort()).toEqual(all);
			}
		),
		{ numRuns: 6 }
	);
});

test('a tier that was left counts as well as one that was come to, in sums and in lines', async () => {
	const red = { ...asked, tier: 'red' as const };
	const lines = await tierChanges(district.warehouse, { ...red, kind: null, from: 0, lines: 100 });
	expect(lines.map(({ code }) => code).sort()).toEqual(['FELL', 'GONE', 'ROSE']);
	expect((await changeSums(district.warehouse, red)).map(({ kind, count }) => [kind, count])).toEqual([
		['fell', 1],
		['gone', 1],
		['rose', 1]
	]);
});

const figure = (value: number | null, severity: Figure['severity'], unit = 'days') =>
	({ indicator: 'x', measure: '', unit, value, severity }) as unknown as Figure;

test('figures side by side: no difference without a value, of words, or of "no gap at all"', () => {
	const difference = (left: Figure, right: Figure) => pairFigures([left], [right])[0]?.difference;
	expect(difference(figure(3, 1), figure(5, 2))).toBe(2);
	expect(difference(figure(null, null), figure(5, 2))).toBeNull();
	expect(difference(figure(0, 0, 'flag'), figure(1, 3, 'flag'))).toBeNull();
	expect(difference(figure(999, 0), figure(5, 2))).toBeNull();
	expect(pairFigures([figure(3, 1)], [])[0]).toMatchObject({ right: null, isDifferent: true });
	expect(pairFigures([figure(3, null)], [figure(4, 0)])[0]?.isDifferent).toBe(true);
});
