import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideName } from '$lib/server/ingest/matching/decide-name';
import { nameDecisions, nameHistory } from '$lib/server/queries/name-decisions';
import { nameQueue } from '$lib/server/queries/name-queue';
import { findSubjects, nameKey, nameSuggestions } from '$lib/server/queries/name-suggestions';
import { openDistrict, policy, type District } from '../support/district';

let district: District;
const unit = policy.units.find(({ aliases }) => aliases.length > 0)!;
const project = (code: string, name: string, street: string, contractor: string) => ({
	project_code: code,
	project_name: name,
	status: '在建',
	street,
	sector: '房屋建筑',
	gc_name: contractor,
	gc_uscc: `GC-${code}`
});

beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows(
		{
			projects: [
				project('P1', '府城安置房一期工程', unit.name, '甲建设有限公司'),
				project('P2', '李封小区三号楼', '别处街道', '乙建设有限公司')
			],
			enterprises: [
				{ uscc: 'E1', name: '河南省焦作市鼎盛建设有限责任公司', enterprise_type: '总包', legal_rep: '王刚' },
				{ uscc: 'E2', name: '河南省焦作市宏远劳务有限公司', enterprise_type: '劳务' },
				{ uscc: 'E3', name: '焦作旧名建筑有限公司', enterprise_type: '总包' }
			]
		},
		'2026-08-01 08:00:00'
	);
	await district.ingestRows(
		{ enterprises: [{ uscc: 'E3', name: '焦作新名集团有限公司', enterprise_type: '总包' }] },
		'2026-08-02 08:00:00'
	);
	const clue = (no: string, name: string, street = '') => `${no},来访,2026-09-10 10:00,${name},${street},3`;
	await district.ingestText(
		'clues_a.csv',
		[
			'线索编号,渠道,接收时间,单位名称,线索属地,涉及人数',
			clue('C1', '河南省焦作市鼎盛建设有限公司'),
			clue('C2', '河南省焦作市宏运劳务有限公司'),
			clue('C3', '焦作旧名建筑有限公司'),
			clue('C4', '毫不相干商行'),
			clue('C5', '鼎盛建设公司')
		].join('\n'),
		'2026-09-11 08:00:00'
	);
	const inspection = (no: string, name: string) => `${no},2026-09-10,${name},日常`;
	await district.ingestText(
		'inspections_a.csv',
		[
			'检查编号,检查日期,项目名称,检查类型',
			inspection('I1', '府城安置房（1期）'),
			inspection('I2', '李封小区3号楼')
		].join('\n'),
		'2026-09-11 09:00:00'
	);
	await district.ingestText(
		'enterprises_b.csv',
		'企业名称,企业类型,法定代表人\n河南鼎盛建设集团,总包,王刚\n',
		'2026-09-11 10:00:00'
	);
});
afterAll(() => district.close());

const reasonsOf = async (kind: 'project' | 'enterprise', folded: string) =>
	(
		(await nameSuggestions(district.warehouse, policy.units, [{ supplier: '', kind, folded }])).get(
			nameKey({ supplier: '', kind, folded })
		) ?? []
	).map(({ code, reason }) => `${code} ${reason}`);

describe('what is suggested for a name', () => {
	it('a name that is equal but for the form of the company', async () => {
		expect(await reasonsOf('enterprise', '河南省焦作市鼎盛建设')).toEqual(['E1 same_name']);
	});

	it('one that the enterprise had before', async () => {
		expect(await reasonsOf('enterprise', '焦作旧名建筑')).toEqual(['E3 former_name']);
	});

	it('one of the same legal representative; the place that all share does not make names alike', async () => {
		expect(await reasonsOf('enterprise', '河南鼎盛建设集团')).toEqual(['E1 legal_rep']);
		expect(await reasonsOf('enterprise', '河南省焦作市宏运劳务')).toEqual([]);
	});

	it('one that is much alike', async () => {
		expect(await reasonsOf('project', '李封小区3号楼')).toEqual(['P2 similar']);
	});

	it('one whose short form it is', async () => {
		expect(await reasonsOf('project', '府城安置房1期')).toEqual([]);
		expect(await reasonsOf('enterprise', '鼎盛建设公司')).toEqual(['E1 similar']);
	});

	it('nothing where nothing is alike', async () => {
		expect(await reasonsOf('enterprise', '毫不相干商行')).toEqual([]);
	});

	it('what was decided for another supplier', async () => {
		await district.warehouse.write((tx) =>
			tx.run(`insert into name_act values (900, '别的单位', 'enterprise', '毫不相干商行', '毫不相干商行', 'same', 'E2',
				timestamp '2026-09-12 08:00:00', 'u', '李敏', null)`)
		);
		expect(await reasonsOf('enterprise', '毫不相干商行')).toEqual(['E2 decided_elsewhere']);
		await district.warehouse.write((tx) => tx.run('delete from name_act'));
	});
});

describe('the queue', () => {
	it('lists each name of a supplier once, those that hold rows first, with where it stands', async () => {
		const { total, names } = await nameQueue(district.warehouse, { limit: 3, offset: 0 });
		expect(total).toBe(8);
		expect(names[0]).toMatchObject({
			kind: 'enterprise',
			name: '河南鼎盛建设集团',
			rows: 1,
			held: 1,
			feeds: ['enterprises'],
			first: { row: 2, file: 'enterprises_b.csv' }
		});
		expect(names).toHaveLength(3);
	});

	it('is left by a name that is decided, and by one whose row came again with its code', async () => {
		const ask = async () =>
			(await nameQueue(district.warehouse, { limit: 50, offset: 0 })).names.map(({ name }) => name);
		const decided = { supplier: '', kind: 'project', folded: '李封小区3号楼' } as const;
		const act = { actor: { id: 'u', name: '李敏' }, at: '2026-09-12 09:00:00', reason: '现场核实' };
		await district.warehouse.write((tx) => decideName(tx, decided, 'P2', act));
		expect(await ask()).not.toContain('李封小区3号楼');
		await district.ingestRows(
			{ inspections: [{ inspection_no: 'I1', inspect_date: '2026-09-10', project_code: 'P1' }] },
			'2026-09-12 10:00:00'
		);
		expect(await ask()).not.toContain('府城安置房（1期）');
		expect(await ask()).toHaveLength(6);
		const [decision] = await nameDecisions(district.warehouse);
		expect(decision).toMatchObject({
			name: '李封小区3号楼',
			subject_code: 'P2',
			subject_name: '李封小区三号楼',
			rows: 1
		});
		expect(await nameHistory(district.warehouse, 10)).toMatchObject([
			{ verdict: 'same', reason: '现场核实' }
		]);
	});
});

describe('a search for another subject', () => {
	it('finds by part of a name and by the beginning of a code, of the kind that is asked', async () => {
		const codes = async (kind: 'project' | 'enterprise' | 'subject', words: string) =>
			(await findSubjects(district.warehouse, { kind, words })).map(({ code }) => code);
		expect(await codes('enterprise', '鼎盛')).toEqual(['E1']);
		expect(await codes('project', '鼎盛')).toEqual([]);
		expect(await codes('subject', '李封 小区')).toEqual(['P2']);
		expect(await codes('project', 'P1')).toEqual(['P1']);
		expect(await codes('subject', '（）')).toEqual([]);
	});
});
