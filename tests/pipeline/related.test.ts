import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { relatedDrawing } from '$lib/charts/related-drawing';
import { relatedGroups, relatedLinks, type RelatedParams } from '$lib/server/queries/related-groups';
import { openDistrict, policy, type District } from '../support/district';

let district: District;
let runId: number;
const [north, south] = policy.units.map((unit) => unit.name) as [string, string];

const project = (code: string, street: string, more: object = {}) => ({
	project_code: code,
	project_name: `工程${code}`,
	street,
	sector: '房屋建筑',
	status: '在建',
	start_date: '2026-01-01',
	...more
});

beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows({
		projects: [
			project('A1', north, { gc_uscc: 'GC-A', owner_uscc: 'CITY', is_gov_invest: true }),
			project('A2', south, { gc_uscc: 'GC-A', owner_uscc: 'CITY', is_gov_invest: true }),
			project('B1', north, { gc_uscc: 'GC-B', owner_uscc: 'DEV' }),
			project('B2', north, { gc_uscc: 'GC-C', owner_uscc: 'DEV' }),
			project('P1', north, { gc_uscc: 'GC-P' }),
			project('P2', south, { gc_uscc: 'GC-Q' }),
			project('S1', north, { gc_uscc: 'GC-S' })
		],
		project_parties: [
			{ project_code: 'S1', uscc: 'LW-P', party_role: '劳务' },
			{ project_code: 'A1', uscc: 'LW-A', party_role: '劳务' },
			{ project_code: 'B1', uscc: 'LW-A', party_role: '劳务' }
		],
		enterprises: [
			['GC-A', '甲建', '张三丰'],
			['GC-B', '乙建', '李四光'],
			['GC-C', '丙建', '王五一'],
			['GC-P', '丁建', '赵同根'],
			['GC-Q', '戊建', '赵同根'],
			['LW-P', '己劳务', '赵同根'],
			['GC-S', '庚建', '孙独立'],
			['LW-A', '辛劳务', '周劳务'],
			['DEV', '壬开发', '吴开发'],
			['OFF', '癸商贸', '张三丰']
		].map(([uscc, name, legal_rep]) => ({ uscc, name, legal_rep, enterprise_type: '总包' })) as never
	});
	runId = (await district.score('2026-11-20')).runId;
});
afterAll(() => district.close());

const asked = (patch: Partial<RelatedParams> = {}) =>
	relatedGroups(district.warehouse, {
		runId,
		project: null,
		uscc: null,
		kind: null,
		withinStreet: true,
		hubProjects: 60,
		limit: 40,
		offset: 0,
		...patch
	});
const codesOf = async (root: string) =>
	[...new Set((await relatedLinks(district.warehouse, { runId, root })).map((link) => link.project))].sort();

describe('projects with one root', () => {
	test('hang on their contractor, labour company, owner, or on the person who represents several of them', async () => {
		const { groups } = await asked();
		const found = await Promise.all(
			groups.map(async (group) => [group.person ? 'person' : group.root, await codesOf(group.root)])
		);
		expect(new Map(found as [string, string[]][])).toEqual(
			new Map([
				['cGC-A', ['A1', 'A2']],
				['cLW-A', ['A1', 'B1']],
				['cDEV', ['B1', 'B2']],
				['person', ['P1', 'P2', 'S1']]
			])
		);
		const person = groups.find((group) => group.person);
		expect(person).toMatchObject({ companies: 3, projects: 3, streets: 2, kinds: ['contractor', 'labour'] });
		expect(person?.person).not.toContain('赵同根');
	});

	test('do not hang on the government that owns them, nor on a person of whose enterprises one alone builds', async () => {
		const { groups } = await asked();
		expect(groups.map((group) => group.root)).not.toContain('cCITY');
		expect(groups.filter((group) => group.person)).toHaveLength(1);
	});

	test('are shown across streets only, unless asked', async () => {
		const { groups, total } = await asked({ withinStreet: false });
		expect(groups.map((group) => group.root)).not.toContain('cDEV');
		expect(total).toBe(2);
	});

	test('are found from a project, from an enterprise, and by part', async () => {
		expect((await asked({ project: 'B1' })).groups.map((group) => group.root).sort()).toEqual([
			'cDEV',
			'cLW-A'
		]);
		expect((await asked({ uscc: 'LW-P' })).groups).toHaveLength(1);
		expect((await asked({ project: 'NONE' })).groups).toEqual([]);
		expect((await asked({ kind: 'owner' })).groups.map((group) => group.root)).toEqual(['cDEV']);
	});

	test('with more projects than the limit hang on a hub, which is counted and not listed', async () => {
		const at = await asked({ hubProjects: 3 });
		expect([at.total, at.hubs]).toEqual([4, 0]);
		const under = await asked({ hubProjects: 2 });
		expect([under.total, under.hubs]).toEqual([3, 1]);
	});

	test('add up what hangs on them, each project once', async () => {
		const [sums] = await district.read(
			`select cast(sum(workers_exposed) as integer) as workers from tier_result
			where run_id = $run and subject_code in ('P1', 'P2', 'S1')`,
			{ run: runId },
			z.object({ workers: z.number() })
		);
		const person = (await asked()).groups.find((group) => group.person);
		expect(person?.workers).toBe(sums?.workers);
	});
});

test('a drawing gives every enterprise and project a row of its own', () => {
	const links = ['P1', 'P2', 'P3', 'P4'].flatMap((code, index) => [
		{ uscc: index < 2 ? 'U1' : 'U2', project: code },
		{ uscc: 'U3', project: code }
	]);
	const drawing = relatedDrawing(links);
	const ys = drawing.companies.map(({ y }) => y);
	for (const [index, y] of ys.entries()) {
		if (index > 0) expect(y - ys[index - 1]!).toBeGreaterThanOrEqual(24);
		expect(y).toBeLessThan(drawing.height);
	}
	expect(drawing.projects.map(({ code }) => code)).toEqual(['P1', 'P2', 'P3', 'P4']);
	expect(drawing.curves).toHaveLength(3 + 8);
	expect(relatedDrawing([]).height).toBe(28);
});
