import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { viewAddress } from '$lib/domain/saved-view';
import { changeView, savedViews, saveView } from '$lib/server/accounts/view-book';
import { scoped, tableColumns } from '$lib/server/accounts/scoped';
import { openDistrict, policy, type District } from '../support/district';

let district: District;
const clock = () => new Date('2026-11-21T10:00:00+08:00');
const wang = { id: 'u1', name: '王分析' };
const li = { id: 'u2', name: '李分析' };
const app = () => ({ warehouse: district.warehouse, clock });

beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

const names = async (person = wang) =>
	(await savedViews(district.warehouse, person)).map((view) => view.name);

test('a view is mine until it is shared, and the team’s until it is taken back, within one second too', async () => {
	const id = await saveView(
		app(),
		{ name: ' 红色 ', address: '/projects?tier=red&page=3', isShared: false },
		wang
	);
	expect(await names()).toEqual(['红色']);
	expect(await names(li)).toEqual([]);
	await changeView(app(), { id, act: 'shared' }, wang);
	await changeView(app(), { id, act: 'unshared' }, wang);
	await changeView(app(), { id, act: 'shared' }, wang);
	const [seen] = await savedViews(district.warehouse, li);
	expect(seen).toMatchObject({
		name: '红色',
		address: '/projects?tier=red',
		owner: '王分析',
		isShared: true
	});
	await changeView(app(), { id, act: 'unshared' }, wang);
	expect(await names(li)).toEqual([]);
	await changeView(app(), { id, act: 'renamed', name: '红色项目' }, wang);
	expect(await names()).toEqual(['红色项目']);
	await changeView(app(), { id, act: 'removed' }, wang);
	expect(await names()).toEqual([]);
});

test('nobody changes the view of another, shared or not', async () => {
	const id = await saveView(app(), { name: '共享', address: '/runway', isShared: true }, wang);
	for (const act of ['removed', 'unshared', 'renamed'] as const)
		await expect(changeView(app(), { id, act, name: 'x' }, li)).rejects.toThrow('不是您保存的');
	expect(await names(li)).toEqual(['共享']);
});

test('a name of one to sixty characters, once a person', async () => {
	const save = (name: string, person = wang) =>
		saveView(app(), { name, address: '/', isShared: false }, person);
	await expect(save(' ')).rejects.toThrow('1 到 60');
	await expect(save('好'.repeat(61))).rejects.toThrow('1 到 60');
	await save('好'.repeat(60));
	await expect(save('好'.repeat(60))).rejects.toThrow('已有名为');
	await save('好'.repeat(60), li);
});

test('a street handler opens the list of views under the scope of the street', async () => {
	const reader = scoped(
		district.warehouse,
		{ units: [policy.units[0]!.name], sectors: null },
		await tableColumns(district.warehouse),
		(unit) => [unit]
	);
	expect((await savedViews(reader, li)).map((view) => view.name)).toContain('共享');
});

test('what leads away from the board, downloads, or is no path is not kept', () => {
	for (const bad of [
		'//evil.example/a',
		'/\\evil.example',
		'https://evil.example/',
		'javascript:alert(1)',
		'projects',
		'/\t/evil.example',
		'/projects/list.xlsx?tier=red',
		'/api/v1/projects',
		'/views',
		`/projects?q=${'a'.repeat(1000)}`
	])
		expect(viewAddress(bad), bad).toBeNull();
	expect(viewAddress('/projects?tier=red&sector=&page=2&/save=')).toBe('/projects?tier=red');
	expect(viewAddress('/')).toBe('/');
});

test('whatever is kept stays on this board', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.webUrl(),
				fc.string().map((text) => `/${text}`)
			),
			(given) => {
				const kept = viewAddress(given);
				if (kept !== null) expect(new URL(kept, 'https://board.example').host).toBe('board.example');
			}
		)
	);
});
