import { afterAll, beforeAll, expect, test } from 'vitest';
import { subjectSearch } from '$lib/server/queries/subject-search';
import { keepSearchKeys } from '$lib/server/scoring/search-keys';
import { openDistrict, policy, type District } from '../support/district';

let district: District;
let runId: number;
const street = policy.units[0]!.name;

beforeAll(async () => {
	district = await openDistrict();
	const project = (code: string, name: string) => ({
		project_code: code,
		project_name: name,
		street,
		sector: '房屋建筑',
		status: '在建',
		start_date: '2026-01-01'
	});
	await district.ingestRows({
		projects: [
			project('AF-01', '安康家园一期'),
			project('AF-02', '滨河大道改造'),
			project('BX-03', '新安康医院')
		]
	});
	({ runId } = await district.score('2026-11-20'));
	await keepSearchKeys(district.warehouse, runId);
});
afterAll(() => district.close());

const search = async (q: string, limit = 12) =>
	(await subjectSearch(district.warehouse, { runId, q, limit })).map(({ code }) => code);

test('a piece of a name finds all that hold it, those that begin with it first', async () => {
	expect(await search('安康')).toEqual(['AF-01', 'BX-03']);
});

test('a code is found whatever the case of its letters', async () => {
	expect(await search('af-0')).toEqual(['AF-01', 'AF-02']);
});

test('first letters and whole pinyin find a name, two letters inside a syllable do not', async () => {
	expect(await search('bhdd')).toEqual(['AF-02']);
	expect(await search('binhe')).toEqual(['AF-02']);
	expect(await search('in')).toEqual([]);
});

test('nothing typed finds nothing, nor does what could be taken for a pattern', async () => {
	expect(await search('  ')).toEqual([]);
	expect(await search('%')).toEqual([]);
	expect(await search("' or 1=1 --")).toEqual([]);
});

test('a field that takes enterprises is given no projects', async () => {
	const ofType = (type: 'project' | 'enterprise') =>
		subjectSearch(district.warehouse, { runId, q: '安康', type, limit: 12 });
	expect(await ofType('project')).toHaveLength(2);
	expect(await ofType('enterprise')).toEqual([]);
});

test('no more are given than were asked for', async () => {
	expect(await search('a', 1)).toHaveLength(1);
});
