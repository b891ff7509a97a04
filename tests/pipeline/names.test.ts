import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { decideName, undoName } from '$lib/server/ingest/matching/decide-name';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import type { NameKind } from '$lib/domain/name-kind';
import { personalKeys } from '$lib/server/warehouse/pii-vault';
import { brokenPromises } from '$lib/server/warehouse/data-promises';
import { openDistrict, type District } from '../support/district';

let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());
async function wipe() {
	await district.clear();
	await district.warehouse.write(async (tx) => {
		for (const table of [
			'named_row',
			'name_act',
			'name_entry',
			'corrected_row',
			'unchanged_row',
			'batch_withdrawal',
			'brought_back'
		])
			await tx.run(`delete from ${table}`);
	});
	await district.ingestRows(
		{
			projects: [
				{ ...project, project_code: 'P1', project_name: '府城安置房一期工程' },
				{ ...project, project_code: 'P2', project_name: '府城安置房二期工程' }
			],
			enterprises: [
				{ uscc: 'E1', name: '河南甲建设有限责任公司', enterprise_type: '总包', street: '府城街道' }
			]
		},
		'2026-08-01 08:00:00'
	);
}
beforeEach(wipe);

const project = {
	status: '在建',
	street: '府城街道',
	sector: '房屋建筑',
	start_date: '2026-01-01',
	pay_day: 15,
	pay_in_next_month: true
};
const W1 = '11010119900101123X';
const W2 = '110101199001011221';
const W3 = '110101199001011242';
const W4 = '110101199001011263';
const coded = (code: string, worker: string, amount: number) => ({
	project_code: code,
	wage_month: '2026-08',
	worker_id_no: worker,
	worker_name: '张三',
	payable: 5000,
	paid: amount,
	pay_status: '成功'
});
/** Lets a foreseen refusal pass. */
const refused = (error: unknown) => {
	if (!(error instanceof RiskError)) throw error;
};
const actor = { id: 'u1', name: '李敏' };
const name = (folded: string, kind: NameKind = 'project') => ({ supplier: '', kind, folded });
const decide = (folded: string, code: string | null, at: string, kind: NameKind = 'project') =>
	district.warehouse.write((tx) => decideName(tx, name(folded, kind), code, { actor, at }));
const undo = (folded: string, at: string, kind: NameKind = 'project') =>
	district.warehouse.write((tx) => undoName(tx, name(folded, kind), { actor, at }));

const payroll = (rows: readonly string[]) =>
	`项目名称,工资所属月,身份证号码,姓名,应发工资（元）,实发工资（元）,发放状态\n${rows.join('\n')}\n`;
const row = (project: string, worker: string, paid: number) =>
	`${project},2026-08,${worker},张三,5000,${paid},成功`;

const receiveFrom = async (supplier: string, file: string, text: string) => {
	const path = join(district.home, file);
	writeFileSync(path, text);
	const clock = () => new Date('2026-11-01T08:00:00+08:00');
	const context = {
		warehouse: district.warehouse,
		home: district.home,
		keys: personalKeys(undefined),
		clock
	};
	return ingestFile(context, { path, sourceId: 'test', supplier });
};

const anyRow = z.record(z.string(), z.unknown());
/** Payroll as known at a moment: project, worker's mask and what was paid. */
async function paid(at = '2099-01-01 00:00:00'): Promise<string[]> {
	const rows = await district.read(
		`select f.project_code || ' ' || right(p.mask, 1) || ' ' || cast(f.paid_fen as varchar) as line
		from feed_payroll f join pii_value p on p.pii_key = f.worker_id_no_key
		where f.known_from <= cast($at as timestamp) and (f.known_to is null or f.known_to > cast($at as timestamp))
		order by 1`,
		{ at },
		z.object({ line: z.string() })
	);
	return rows.map(({ line }) => line);
}
const asides = () =>
	district.read(
		'select row_no, column_name, value, reason, state from set_aside order by batch_id, row_no',
		{},
		anyRow
	);

describe('rows that name a project without its code', () => {
	it('are set aside with a reason of their own, and come in when a person has decided', async () => {
		const [report] = await district.ingestText(
			'payroll_bank.csv',
			payroll([
				row('府城安置房（一期）', '11010119900101123X', 4000),
				row('府城安置房 (一期)', '110101199001011221', 5000)
			]),
			'2026-09-11 08:00:00'
		);
		expect(report).toMatchObject({ rows_read: 2, accepted: 0, set_aside: 2, error: null });
		expect(await asides()).toMatchObject([
			{ row_no: 2, column_name: 'project_code', value: '府城安置房（一期）', state: 'open' },
			{ row_no: 3, column_name: 'project_code', value: '府城安置房 (一期)', state: 'open' }
		]);
		expect(await paid()).toEqual([]);
		const entered = await decide('府城安置房一期', 'P1', '2026-09-12 09:00:00');
		expect(entered).toMatchObject([{ feed: 'payroll', rows: 2 }]);
		expect(await paid()).toEqual(['P1 1 500000', 'P1 X 400000']);
		expect(await paid('2026-09-12 08:59:59')).toEqual([]);
		expect((await asides()).map(({ state }) => state)).toEqual(['replayed', 'replayed']);
	});

	it('come in by themselves with the next delivery of the same supplier, and wait again with another supplier', async () => {
		await district.ingestText(
			'payroll_a.csv',
			payroll([row('府城安置房（一期）', W1, 4000)]),
			'2026-09-11 08:00:00'
		);
		await decide('府城安置房一期', 'P1', '2026-09-12 09:00:00');
		await district.ingestText(
			'payroll_b.csv',
			payroll([row('府城安置房  一期', W2, 4500)]),
			'2026-10-11 08:00:00'
		);
		expect(await paid()).toEqual(['P1 1 450000', 'P1 X 400000']);
		expect(await paid('2026-10-11 08:00:00')).toEqual(['P1 1 450000', 'P1 X 400000']);
		await receiveFrom('某银行', 'payroll_c.csv', payroll([row('府城安置房一期', W3, 4600)]));
		expect(await paid()).toHaveLength(2);
		expect((await asides()).map(({ state }) => state)).toEqual(['replayed', 'replayed', 'open']);
	});

	it('wait again when the decision is undone: gone from now, unchanged as known before', async () => {
		await district.ingestText(
			'payroll_a.csv',
			payroll([row('府城安置房一期', W1, 4000)]),
			'2026-09-11 08:00:00'
		);
		await decide('府城安置房一期', 'P2', '2026-09-12 09:00:00');
		await district.ingestText(
			'payroll_b.csv',
			payroll([row('府城安置房一期', W2, 4500)]),
			'2026-10-11 08:00:00'
		);
		expect(await paid()).toEqual(['P2 1 450000', 'P2 X 400000']);
		expect(await undo('府城安置房一期', '2026-10-12 10:00:00')).toBe(2);
		expect(await paid()).toEqual([]);
		expect(await paid('2026-10-12 09:59:59')).toEqual(['P2 1 450000', 'P2 X 400000']);
		expect(await paid('2026-09-12 09:00:00')).toEqual(['P2 X 400000']);
		expect((await asides()).map(({ state }) => state)).toEqual(['open', 'open']);
		await decide('府城安置房一期', 'P1', '2026-10-12 11:00:00');
		expect(await paid()).toEqual(['P1 1 450000', 'P1 X 400000']);
		expect(await paid('2026-10-12 10:30:00')).toEqual([]);
	});

	it('never go before what the supplier delivered after them', async () => {
		await district.ingestText(
			'payroll_a.csv',
			payroll([row('府城安置房一期', W1, 4000)]),
			'2026-09-11 08:00:00'
		);
		await district.ingestRows({ payroll: [coded('P1', W1, 4800)] }, '2026-09-20 08:00:00');
		await decide('府城安置房一期', 'P1', '2026-09-22 09:00:00');
		expect(await paid()).toEqual(['P1 X 480000']);
		await undo('府城安置房一期', '2026-09-23 09:00:00');
		expect(await paid()).toEqual(['P1 X 480000']);
	});

	it('let what they replaced stand again when they are taken back', async () => {
		await district.ingestRows({ payroll: [coded('P1', W1, 4800)] }, '2026-09-01 08:00:00');
		await district.ingestText(
			'payroll_a.csv',
			payroll([row('府城安置房一期', W1, 4000)]),
			'2026-09-11 08:00:00'
		);
		await decide('府城安置房一期', 'P1', '2026-09-22 09:00:00');
		expect(await paid()).toEqual(['P1 X 400000']);
		await undo('府城安置房一期', '2026-09-23 09:00:00');
		expect(await paid()).toEqual(['P1 X 480000']);
		expect(await paid('2026-09-22 12:00:00')).toEqual(['P1 X 400000']);
	});

	it('stay out where a person says that it is none on record, also with the next delivery', async () => {
		await district.ingestText('payroll_a.csv', payroll([row('外区项目', W1, 4000)]), '2026-09-11 08:00:00');
		expect(await decide('外区项目', null, '2026-09-12 09:00:00')).toEqual([]);
		await district.ingestText('payroll_b.csv', payroll([row('外区项目', W2, 4000)]), '2026-10-11 08:00:00');
		expect(await paid()).toEqual([]);
		await expect(decide('外区项目', 'P1', '2026-10-12 09:00:00')).rejects.toMatchObject({
			code: 'NAME_DECIDED'
		});
		await undo('外区项目', '2026-10-12 09:00:00');
		await decide('外区项目', 'P1', '2026-10-12 10:00:00');
		expect(await paid()).toHaveLength(2);
	});

	it('a row that has its code goes in by it, whatever it is called; one with neither says that the code is missing', async () => {
		const [report] = await district.ingestText(
			'payroll_a.csv',
			`项目编码,${payroll([`P2,${row('府城安置房一期', W1, 4000)}`, `,${row('府城安置房一期', W2, 4100)}`, `,${row('', W3, 4200)}`, `,${row('府城安置房一期', W4, -1)}`])}`,
			'2026-09-11 08:00:00'
		);
		expect(report).toMatchObject({ rows_read: 4, accepted: 1, set_aside: 3 });
		expect(await paid()).toEqual(['P2 X 400000']);
		const reasons = await asides();
		expect(reasons[0]?.['reason']).toContain('等待在“名称匹配”中确认');
		expect(reasons[1]?.['reason']).toBe('“项目编码”为空，此列必填');
		expect(reasons[2]?.['reason']).toContain('不能小于 0');
		await decide('府城安置房一期', 'P1', '2026-09-12 09:00:00');
		expect(await paid()).toEqual(['P1 1 410000', 'P2 X 400000']);
	});

	it('a code that nobody knows and a name that nobody wrote are refused', async () => {
		await district.ingestText(
			'payroll_a.csv',
			payroll([row('府城安置房一期', W1, 4000)]),
			'2026-09-11 08:00:00'
		);
		await expect(decide('府城安置房一期', 'P9', '2026-09-12 09:00:00')).rejects.toMatchObject({
			code: 'SUBJECT_UNKNOWN'
		});
		await expect(decide('府城安置房一期', 'E1', '2026-09-12 09:00:00')).rejects.toMatchObject({
			code: 'SUBJECT_UNKNOWN'
		});
		await expect(decide('无此名', 'P1', '2026-09-12 09:00:00')).rejects.toMatchObject({
			code: 'NAME_UNKNOWN'
		});
		await expect(undo('府城安置房一期', '2026-09-12 09:00:00')).rejects.toMatchObject({
			code: 'NAME_UNDECIDED'
		});
	});

	it('a row with two names waits for both, and goes out again when either is undone', async () => {
		await district.ingestText(
			'project_parties_a.csv',
			'项目名称,单位名称,角色,进场日期\n府城安置房一期,河南甲建设有限公司,总包,2026-02-01\n',
			'2026-09-11 08:00:00'
		);
		const parties = async () =>
			(
				await district.read(
					'select project_code, uscc from feed_project_parties where known_to is null',
					{},
					anyRow
				)
			).length;
		await decide('府城安置房一期', 'P1', '2026-09-12 09:00:00');
		expect(await parties()).toBe(0);
		await decide('河南甲建设', 'E1', '2026-09-12 10:00:00', 'enterprise');
		expect(await parties()).toBe(1);
		await undo('府城安置房一期', '2026-09-13 09:00:00');
		expect(await parties()).toBe(0);
		expect((await asides()).map(({ state }) => state)).toEqual(['open']);
	});
});

describe('rows that may be without the code', () => {
	const clue = '线索编号,渠道,接收时间,单位名称,涉及人数\nC1,来访,2026-09-10 10:00,河南甲建设有限公司,3\n';
	const codes = async (at = '2099-01-01 00:00:00') =>
		(
			await district.read(
				`select uscc from feed_clues where known_from <= cast($at as timestamp)
				and (known_to is null or known_to > cast($at as timestamp))`,
				{ at },
				z.object({ uscc: z.string().nullable() })
			)
		).map(({ uscc }) => uscc);

	it('are in at once, and get the code when it is decided', async () => {
		const [report] = await district.ingestText('clues_a.csv', clue, '2026-09-11 08:00:00');
		expect(report).toMatchObject({ accepted: 1, set_aside: 0 });
		expect(await codes()).toEqual([null]);
		await decide('河南甲建设', 'E1', '2026-09-12 09:00:00', 'enterprise');
		expect(await codes()).toEqual(['E1']);
		expect(await codes('2026-09-12 08:59:59')).toEqual([null]);
		await undo('河南甲建设', '2026-09-13 09:00:00', 'enterprise');
		expect(await codes()).toEqual([null]);
		expect(await codes('2026-09-12 12:00:00')).toEqual(['E1']);
	});

	it('a ledger that names its contractor without a credit code gets the code, and keeps it with the next ledger', async () => {
		const ledger = (status: string) =>
			`项目编码,项目名称,项目类型,属地街道办事处,行业领域,施工总单位名称\nP3,三期,${status},府城街道,房屋建筑,河南甲建设有限公司\n`;
		const contractor = () =>
			district.read(
				`select status, gc_uscc from feed_projects where project_code = 'P3' and known_to is null`,
				{},
				anyRow
			);
		await district.ingestText('projects_a.csv', ledger('在建'), '2026-09-11 08:00:00');
		await decide('河南甲建设', 'E1', '2026-09-12 09:00:00', 'enterprise');
		expect(await contractor()).toEqual([{ status: '在建', gc_uscc: 'E1' }]);
		await district.ingestText('projects_b.csv', ledger('停工'), '2026-10-11 08:00:00');
		expect(await contractor()).toEqual([{ status: '停工', gc_uscc: 'E1' }]);
	});
});

describe('a project that came without a code', () => {
	const form = (status: string, project = '府城安置房一期') =>
		`项目名称,项目类型,属地街道办事处,建设单位名称,施工总单位名称\n${project},${status},府城街道,某业主,河南甲建设有限公司\n`;
	const standing = (at = '2099-01-01 00:00:00') =>
		district
			.read(
				`select project_code || ' ' || status || ' ' || coalesce(cast(start_date as varchar), '') as line from feed_projects
				where project_name like '%一期%' and known_from <= cast($at as timestamp)
					and (known_to is null or known_to > cast($at as timestamp)) order by 1`,
				{ at },
				z.object({ line: z.string() })
			)
			.then((rows) => rows.map(({ line }) => line.replace(/^LS-\w+/, 'LS')));

	it('is one with the project that a person says it is, keeps what the form does not print, and is two again when undone', async () => {
		await district.ingestText('projects_a.csv', form('停工'), '2026-09-11 08:00:00');
		expect(await standing()).toEqual(['LS 停工 ', 'P1 在建 2026-01-01']);
		await decide('府城安置房一期', 'P1', '2026-09-12 09:00:00');
		expect(await standing()).toEqual(['P1 停工 2026-01-01']);
		expect(await brokenPromises(district.warehouse)).toEqual([]);
		await district.ingestText('projects_b.csv', form('完工'), '2026-10-11 08:00:00');
		expect(await standing()).toEqual(['P1 完工 2026-01-01']);
		expect(await standing('2026-09-12 08:59:59')).toEqual(['LS 停工 ', 'P1 在建 2026-01-01']);
		await undo('府城安置房一期', '2026-10-12 09:00:00');
		expect(await standing()).toEqual(['LS 完工 ', 'P1 在建 2026-01-01']);
		expect(await standing('2026-10-12 08:59:59')).toEqual(['P1 完工 2026-01-01']);
		expect(await brokenPromises(district.warehouse)).toEqual([]);
	});

	it('asks nothing where no project with a code is alike', async () => {
		await district.ingestText('projects_a.csv', form('在建', '毫不相干的桥'), '2026-09-11 08:00:00');
		expect(
			await district.read(`select name from named_row where code_column = 'project_code'`, {}, anyRow)
		).toEqual([]);
	});
});

describe('the accounts of the database', () => {
	it('every promise holds after decisions, next deliveries and undoing in any order', async () => {
		const names = ['府城安置房一期', '府城安置房二期'];
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.record({
						what: fc.constantFrom('deliver', 'decide', 'undo'),
						name: fc.constantFrom(...names),
						n: fc.integer({ min: 1, max: 4 })
					}),
					{ minLength: 3, maxLength: 8 }
				),
				async (steps) => {
					await wipe();
					let hour = 10;
					for (const { what, name: written, n } of steps) {
						hour += 1;
						const at = `2026-09-11 ${hour}:00:00`;
						if (what === 'deliver')
							await district.ingestText(
								`payroll_${hour}.csv`,
								payroll([row(written, [W1, W2, W3, W4][n - 1]!, n * 1000)]),
								at
							);
						else
							await (what === 'decide' ? decide(written, `P${n > 2 ? 2 : 1}`, at) : undo(written, at)).catch(
								refused
							);
					}
					expect(await brokenPromises(district.warehouse)).toEqual([]);
				}
			),
			{ numRuns: 6 }
		);
	});
});
