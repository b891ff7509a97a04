import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseListView } from '$lib/domain/list-view';
import { viewAddress, viewDay, withViewDay } from '$lib/domain/saved-view';
import {
	changeView,
	firstAddress,
	moveView,
	openWithView,
	savedViews,
	saveView
} from '$lib/server/accounts/view-book';
import { subjectPage } from '$lib/server/queries/subject-page';
import { runScore } from '$lib/server/scoring/run-score';
import { scoped, tableColumns } from '$lib/server/accounts/scoped';
import { calendar, openDistrict, policy, type District } from '../support/district';

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

test('every person has an order of the views of their own, and one that the board opens with until it is taken back', async () => {
	const zhao = { id: 'u3', name: '赵科长' };
	const qian = { id: 'u4', name: '钱科员' };
	const save = (name: string, address: string, isShared = false) =>
		saveView(app(), { name, address, isShared }, zhao);
	const a = await save('甲', '/projects?tier=red', true);
	const b = await save('乙', '/runway', true);
	const c = await save('丙', '/', true);
	await moveView(app(), { id: c, by: 'up' }, zhao);
	await moveView(app(), { id: c, by: 'up' }, zhao);
	// At the end already: nothing moves, and nothing is lost.
	await moveView(app(), { id: c, by: 'up' }, zhao);
	const first = await names(zhao);
	expect(first.filter((name) => ['甲', '乙', '丙'].includes(name))[0]).toBe('丙');
	const others = (await names(qian)).filter((name) => ['甲', '乙', '丙'].includes(name));
	expect(others).toEqual(['丙', '乙', '甲']);
	// Past the view that another test shared, then past 乙.
	for (const _ of [1, 2]) await moveView(app(), { id: a, by: 'up' }, qian);
	expect((await names(qian)).filter((name) => ['甲', '乙', '丙'].includes(name))).toEqual(['丙', '甲', '乙']);

	expect(await firstAddress(district.warehouse, qian)).toBeNull();
	await openWithView(app(), { id: a, isFirst: true }, qian);
	await openWithView(app(), { id: b, isFirst: true }, qian);
	expect(await firstAddress(district.warehouse, qian)).toBe('/runway');
	expect(await firstAddress(district.warehouse, zhao)).toBeNull();
	// A view that leads to the first page itself would lead there for ever.
	await openWithView(app(), { id: c, isFirst: true }, qian);
	expect(await firstAddress(district.warehouse, qian)).toBeNull();
	await openWithView(app(), { id: a, isFirst: true }, qian);
	await openWithView(app(), { id: a, isFirst: false }, qian);
	expect(await firstAddress(district.warehouse, qian)).toBeNull();
	// Whoever shared it takes it back: it opens nothing any more.
	await openWithView(app(), { id: b, isFirst: true }, qian);
	await changeView(app(), { id: b, act: 'unshared' }, zhao);
	expect(await firstAddress(district.warehouse, qian)).toBeNull();
	await expect(moveView(app(), { id: b, by: 'up' }, qian)).rejects.toThrow('没有找到');
});

test('a view of the same name is replaced where that is asked for, and stays shared and in its place', async () => {
	const sun = { id: 'u5', name: '孙科员' };
	const id = await saveView(app(), { name: '清单', address: '/projects?tier=red', isShared: true }, sun);
	expect(
		await saveView(
			app(),
			{ name: '清单', address: '/projects?tier=yellow', isShared: false, replaces: true },
			sun
		)
	).toBe(id);
	const view = (await savedViews(district.warehouse, sun)).find((one) => one.id === id);
	expect(view).toMatchObject({ address: '/projects?tier=yellow', isShared: true });
});

describe('the day of a view', () => {
	test('is the latest where the address names none, and stays where it does; two days stay as far apart', () => {
		expect(viewDay('/projects?tier=red')).toEqual({ kind: 'latest' });
		expect(viewDay('/projects?as_of=2026-11-01')).toEqual({ kind: 'fixed', day: '2026-11-01' });
		expect(viewDay('/clues')).toBeNull();
		expect(viewDay('/changes?from=2026-10-01&to=2026-11-01')).toEqual({ kind: 'fixed', day: '2026-11-01' });
		expect(
			withViewDay('/projects?as_of=2026-11-01&known_at=2026-11-02T10%3A00&tier=red', { kind: 'latest' })
		).toBe('/projects?tier=red');
		expect(withViewDay('/changes?from=2026-10-02&to=2026-11-01', { kind: 'latest' })).toBe(
			'/changes?days=30'
		);
		expect(withViewDay('/projects?tier=red', { kind: 'fixed', day: '2026-11-21' })).toBe(
			'/projects?tier=red&as_of=2026-11-21'
		);
	});
});

test('a team view opened by a street handler holds that street alone, whatever the view is narrowed to', async () => {
	const [own, other] = [policy.units[0]!.name, policy.units[1]!.name];
	const tables = await tableColumns(district.warehouse);
	const reader = scoped(district.warehouse, { units: [own], sectors: null }, tables, (unit) => [unit]);
	await district.ingestRows({
		projects: [own, other].map((street, index) => ({
			project_code: `V${index}`,
			project_name: `视图工程${index}`,
			street,
			sector: '房屋建筑',
			status: '在建'
		}))
	});
	await runScore(
		district.warehouse,
		{ policy, calendar },
		{ asOf: '2026-11-21', knownAt: null, series: 'current', scoredAt: '2026-11-21 06:00:00' }
	);
	const opened = async (street: string) =>
		subjectPage(reader, {
			type: 'project',
			day: '2026-11-21',
			knownAt: null,
			view: parseListView(new URLSearchParams({ street }), 'project'),
			page: 1
		});
	expect((await opened(`${own},${other}`))?.subjects.map(({ code }) => code)).toEqual(['V0']);
	expect((await opened(other))?.total).toBe(0);
});
