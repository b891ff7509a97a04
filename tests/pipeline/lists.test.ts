import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseListView } from '$lib/domain/list-view';
import { scoped, tableColumns } from '$lib/server/accounts/scoped';
import { subjectPage } from '$lib/server/queries/subject-page';
import { subjectSheet } from '$lib/server/queries/subject-sheet';
import { tierNames } from '$lib/server/queries/tier-names';
import { keepSearchKeys, keysOfName } from '$lib/server/scoring/search-keys';
import type { Reader } from '$lib/server/warehouse/warehouse';
import { openDistrict, policy, type District } from '../support/district';

let district: District;
let mine: Reader;
const [first, second] = policy.units.map((unit) => unit.name) as [string, string];
const day = '2026-11-20';

beforeAll(async () => {
	district = await openDistrict();
	const project = (place: number, street: string, sector: string, name: string) => ({
		project_code: `P${String(place).padStart(3, '0')}`,
		project_name: name,
		street,
		sector,
		status: '在建',
		start_date: '2026-01-01',
		contract_amount_wan: place + 1,
		gc_name: `总包${place % 3}`,
		gc_uscc: `GC${place % 3}`
	});
	const names = ['重庆路安置房', '学校改造', '=1+1'];
	await district.ingestRows({
		projects: Array.from({ length: 250 }, (_, place) =>
			project(
				place,
				place % 2 === 0 ? first : second,
				place % 2 === 0 ? '房屋建筑' : '市政',
				names[place] ?? `工程${place}`
			)
		)
	});
	const { runId } = await district.score(day);
	await district.warehouse.write((tx) => tx.run(`update score_run set series = 'current'`));
	expect(await keepSearchKeys(district.warehouse, runId)).toBeGreaterThan(249);
	expect(await keepSearchKeys(district.warehouse, runId)).toBe(0);
	mine = scoped(
		district.warehouse,
		{ units: [first], sectors: null },
		await tableColumns(district.warehouse),
		(unit) => [unit, ...(policy.units.find((one) => one.name === unit)?.aliases ?? [])]
	);
});
afterAll(() => district.close());

async function list(query: string, page = 1, reader: Reader = district.warehouse) {
	const view = parseListView(new URLSearchParams(query), 'project');
	const found = await subjectPage(reader, { type: 'project', day, knownAt: null, view, page });
	if (!found) throw new Error('nothing was judged');
	return found;
}
const codes = (found: Awaited<ReturnType<typeof list>>) => found.subjects.map((subject) => subject.code);

test('a name is typed by its first letters and by all of them, with figures kept', () => {
	expect(keysOfName('李封街道3号楼')).toEqual({ initials: 'lfjd3hl', letters: 'lifengjiedao3haolou' });
	expect(keysOfName('重庆路').initials).toBe('cql');
	expect(keysOfName('')).toEqual({ initials: '', letters: '' });
});

test('first letters find a project, in either case; letters from three on find a syllable', async () => {
	expect(codes(await list('q=CQLAZF'))).toEqual(['P000']);
	expect(codes(await list('q=anzhifang'))).toEqual(['P000']);
	expect((await list('q=zzzz')).total).toBe(0);
	// "an" stands in letters of many names and is the first two letters of none.
	expect(codes(await list('q=an'))).not.toContain('P001');
});

test('a word, a code, a street and a contractor find what bears them', async () => {
	expect(codes(await list('q=学校'))).toEqual(['P001']);
	expect(codes(await list('q=p007'))).toEqual(['P007']);
	expect((await list(`q=${first}`)).total).toBe(125);
	expect((await list('q=总包2')).total).toBe(83);
});

test('pieces join without a gap or a double, in every order and grouping', async () => {
	for (const query of [
		'',
		'sort=name&dir=desc',
		'sort=contract',
		'group=contractor&sort=code',
		'group=street'
	]) {
		const pages = await Promise.all([1, 2, 3].map((page) => list(query, page)));
		expect(pages.map((page) => page.subjects.length)).toEqual([100, 100, 50]);
		expect(new Set(pages.flatMap(codes)).size).toBe(250);
	}
	expect((await list('', 4)).subjects).toEqual([]);
});

test('an order is turned round, and what has no value stands last both ways', async () => {
	expect(codes(await list('sort=contract')).at(0)).toBe('P249');
	expect(codes(await list('sort=contract&dir=asc')).at(0)).toBe('P000');
	expect(codes(await list('sort=code&dir=desc')).at(0)).toBe('P249');
});

test('groups add up to the list and stand in the order of its lines', async () => {
	const found = await list('group=contractor');
	expect(found.groups?.reduce((sum, group) => sum + group.lines, 0)).toBe(found.total);
	const inOrder = found.subjects.map((subject) => subject.contractor);
	expect(new Set(inOrder.slice(0, found.groups?.[0]?.lines)).size).toBe(1);
	expect(inOrder[0]).toBe(found.groups?.[0]?.name);
});

test('a street sees, counts and groups its own projects alone', async () => {
	const found = await list('group=street', 1, mine);
	expect(found.total).toBe(125);
	expect(found.groups?.map((group) => group.name)).toEqual([first]);
	expect((await list('q=学校', 1, mine)).total).toBe(0);
	expect((await list('q=xxgz', 1, mine)).total).toBe(0);
});

test('what an address says that no list has is left out', () => {
	const view = parseListView(new URLSearchParams('group=drop&col=workers,evil&sort=x&dir=up'), 'enterprise');
	expect(view).toEqual({ filter: {}, columns: ['workers'] });
});

test('the workbook says filter, day and run; codes are text and a name like a formula stays a name', async () => {
	const view = parseListView(new URLSearchParams('q=p002&col=contract'), 'project');
	const found = await list('q=p002&col=contract');
	const bytes = await subjectSheet({
		kind: 'project',
		view,
		list: found,
		place: policy.name,
		tierNames: tierNames(policy)
	});
	const rows = (await readXlsx(bytes)).sheets[0]!.rows;
	expect(String(rows[1]?.[0])).toContain('搜索=p002');
	expect(String(rows[1]?.[0])).toContain('共 1 条');
	expect(String(rows[2]?.[0])).toContain(`研判日：${day}；数据版本：第 ${found.runId} 次研判`);
	expect(rows[3]).toEqual(['等级', '一周前', '编码', '名称', '合同额（万元）']);
	expect(rows[4]?.slice(2)).toEqual(['P002', "'=1+1", 3]);
	expect(rows.length).toBe(5);
});
