import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { publishTiers } from '$lib/server/scoring/publish-tiers';
import { runScore } from '$lib/server/scoring/run-score';
import { tierHistory } from '$lib/server/queries/tier-history';
import { calendar, openDistrict, policy, type District } from '../support/district';

let district: District;
beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows(
		{
			projects: ['P1', 'P2'].map((code) => ({
				project_code: code,
				project_name: `工程${code}`,
				street: policy.units[0]!.name,
				sector: '房屋建筑',
				status: '在建',
				start_date: '2026-08-01'
			})),
			special_accounts: [
				{ project_code: 'P1', account_no: '6222000011112222', status: '正常' },
				{ project_code: 'P2', account_no: '6222000011113333', status: '正常' }
			]
		},
		'2026-09-01 10:00:00'
	);
});
afterAll(() => district.close());

const judge = (asOf: string) =>
	runScore(
		district.warehouse,
		{ policy, calendar },
		{ asOf, knownAt: null, series: 'current', scoredAt: `${asOf} 22:00:00` }
	);
async function night(asOf: string): Promise<number> {
	const { runId } = await judge(asOf);
	return publishTiers(district.warehouse, { runId, asOf, at: `${asOf} 22:00:00` });
}
const historyOf = async (code: string, asOf = '2026-09-30') =>
	(await tierHistory(district.warehouse, { type: 'project', code, asOf })).map(
		({ day, published, restated }) => [day.slice(5), published, restated]
	);
const published = z.object({ n: z.coerce.number() });

test('late data change what a day is restated to, never what was published of it', async () => {
	expect(await night('2026-09-10')).toBe(2);
	expect(await night('2026-09-11')).toBe(0);
	const calm = (await historyOf('P1'))[0]![1];
	expect(calm).not.toBe('red');
	// A case of 8 September that comes in on the twelfth.
	await district.ingestRows(
		{
			cases: [
				{
					case_no: 'A1',
					opened_at: '2026-09-08',
					project_code: 'P1',
					verified: true,
					worker_count: 30,
					amount: 900000,
					case_kind: '立案',
					stat_group: '工程建设领域'
				}
			]
		},
		'2026-09-12 09:00:00'
	);
	expect(await night('2026-09-12')).toBe(1);
	expect(await historyOf('P1')).toEqual([
		['09-10', calm, calm],
		['09-11', calm, calm],
		['09-12', 'red', 'red']
	]);
	await judge('2026-09-10');
	expect(await historyOf('P1')).toEqual([
		['09-10', calm, 'red'],
		['09-11', calm, calm],
		['09-12', 'red', 'red']
	]);
	expect((await historyOf('P2')).map(([, said, now]) => said === now)).toEqual([true, true, true]);
});

test('a night is published once, and none before one that was', async () => {
	const count = async () =>
		(await district.read('select count(*) as n from published_tier', {}, published))[0]?.n;
	const before = await count();
	expect(await night('2026-09-10')).toBe(0);
	expect(await night('2026-09-09')).toBe(0);
	expect(await night('2026-09-12')).toBe(0);
	expect(await count()).toBe(before);
});

test('a day that was judged and not published shows no published tier, nor does a day show what came after it', async () => {
	expect((await historyOf('P1'))[0]).toEqual(['09-09', null, 'red']);
	expect((await historyOf('P1', '2026-09-10')).map(([day]) => day)).toEqual(['09-09', '09-10']);
	expect(await historyOf('NONE')).toEqual([]);
});
