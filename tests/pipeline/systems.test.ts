import { afterAll, beforeAll, expect, test } from 'vitest';
import { sectors } from '$lib/domain/sectors';
import { systemItems } from '$lib/domain/system-item';
import { fundCheck } from '$lib/server/dispatch/cases/fund-check';
import { reportOf } from '$lib/server/dispatch/reports/registry';
import { markSystem } from '$lib/server/dispatch/systems/mark-system';
import { responsiblePersons } from '$lib/server/dispatch/systems/responsible-persons';
import { systemStates } from '$lib/server/dispatch/systems/system-states';
import { scoped, tableColumns } from '$lib/server/accounts/scoped';
import { openDistrict, policy, type District } from '../support/district';

const today = '2026-11-18';
const now = () => new Date('2026-11-18T10:00:00+08:00');
let district: District;

const project = (code: string, more = {}) => ({
	project_code: code,
	project_name: `工程${code}`,
	street: policy.units[0]!.name,
	sector: sectors[0]!,
	status: '在建',
	...more
});
const pay = (code: string, channel: string, more = {}) => ({
	project_code: code,
	employer_uscc: 'U',
	wage_month: '2026-10',
	worker_id_no: `W-${code}-${channel}`,
	payable: 100,
	paid: 100,
	pay_status: '成功',
	pay_channel: channel,
	...more
});

beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows({
		projects: [project('P1', { is_housing_presale: true }), project('P2'), project('P3', { status: '完工' })],
		payroll: [pay('P1', '专户代发'), pay('P2', '其他银行'), pay('P2', '现金', { wage_month: '2026-07' })],
		funds: [
			{ fund_name: '应急周转金', as_of: '2026-10-31', balance_wan: 100 },
			{ fund_name: '应急储备金', as_of: '2026-10-31', balance_wan: 399.99 }
		],
		responsible_persons: [
			{
				project_code: 'P1',
				role: '建设单位',
				dept: '城投公司',
				post: '经理',
				person_name: '王某某',
				phone: '13900001111'
			},
			{ project_code: 'P1', role: '人社部门', dept: '区人社局' }
		]
	});
});
afterAll(() => district.close());

const states = async (code: string) =>
	Object.fromEntries(
		(await systemStates(district.warehouse, policy, today, code)).map(({ item, state }) => [item, state])
	);

test('a line for each of the ten, in their order; no data is not in place, and what was finished is not asked', async () => {
	const lines = await systemStates(district.warehouse, policy, today);
	expect(lines.map(({ projectCode, item }) => `${projectCode} ${item}`)).toEqual(
		['P1', 'P2'].flatMap((code) => systemItems.map((item) => `${code} ${item}`))
	);
	expect(await states('P1')).toMatchObject({
		guarantee: null,
		deposit: null,
		presale: null,
		account: null,
		labour_fee: null,
		realname: null
	});
});

test('funds on their floor are in place and just under it are not', async () => {
	expect(await states('P1')).toMatchObject({ revolving: 'met', reserve: 'lacking' });
	const funds = await fundCheck(district.warehouse, policy, today);
	expect(funds.map(({ id, shortFen }) => [id, shortFen])).toEqual([
		['revolving', 0],
		['reserve', 10_000]
	]);
});

test('wages of the last months alone tell how they are paid; presale money is asked of housing alone', async () => {
	expect(await states('P1')).toMatchObject({ gc_pay: 'met', bank_pay: 'met' });
	expect(await states('P2')).toMatchObject({ gc_pay: 'lacking', bank_pay: 'met', presale: 'exempt' });
});

test('once a feed came, a project that it does not name is lacking; the last day of a guarantee still counts', async () => {
	await district.ingestRows({
		guarantees: [{ project_code: 'P1', issuer: '甲担保', valid_to: '2026-11-18' }],
		deposits: [
			{ project_code: 'P1', lodged_at: '2026-01-01', amount: 10, valid_to: '2026-11-17' },
			{ project_code: 'P2', waiver: '免存' }
		],
		special_accounts: [
			{
				project_code: 'P1',
				account_no: '1',
				opened_at: '2026-01-01',
				filed_at: '2026-01-20',
				status: '正常'
			},
			{ project_code: 'P2', account_no: '2', opened_at: '2026-01-01', filed_at: '2026-01-20', status: '冻结' }
		]
	});
	expect(await states('P1')).toMatchObject({ guarantee: 'met', deposit: 'lacking', account: 'met' });
	expect(await states('P2')).toMatchObject({ guarantee: 'lacking', deposit: 'exempt', account: 'lacking' });
	const [line] = await systemStates(district.warehouse, policy, today, 'P1');
	expect(line).toMatchObject({ item: 'guarantee', note: '甲担保 2026-11-18', rowNo: 1 });
	expect(line?.batchId).toBeGreaterThan(0);
});

test('an answer by hand counts where no feed tells, and gives way where one does', async () => {
	const mark = (item: 'realname' | 'guarantee', words: string) =>
		markSystem(
			district.warehouse,
			now,
			{ projectCode: 'P1', item, state: 'lacking', words },
			{ id: '1', name: '张三' }
		);
	await expect(mark('realname', ' ')).rejects.toMatchObject({ code: 'MARK_INCOMPLETE' });
	await mark('realname', '现场看过');
	await mark('guarantee', '现场看过');
	expect(await states('P1')).toMatchObject({ realname: 'lacking', guarantee: 'met' });
});

test('those who answer are listed masked, and both forms can be filled', async () => {
	const persons = await responsiblePersons(district.warehouse, 'P1');
	expect(persons.map(({ role }) => role).sort()).toEqual(['人社部门', '建设单位']);
	expect(JSON.stringify(persons)).not.toContain('13900001111');
	const context = { reader: district.warehouse, policy, from: '2000-01-01', to: today };
	const systems = await reportOf('five_systems').build(context);
	expect(systems.figures).toMatchObject({ projects: 2 });
	const register = await reportOf('responsible_persons').build(context);
	expect(register.tables[0]!.rows).toHaveLength(2);
	expect(register.tables[0]!.rows[0]!.slice(3, 5)).toEqual(['城投公司', '经理']);
	expect(JSON.stringify(register)).not.toContain('王某某');
});

test('a street sees the lines of its own projects, and none of another street', async () => {
	const tables = await tableColumns(district.warehouse);
	const of = (unit: string) =>
		scoped(district.warehouse, { units: [unit], sectors: null }, tables, (name) => [name]);
	const [mine, other] = policy.units.map(({ name }) => name) as [string, string];
	expect(await systemStates(of(mine), policy, today)).toEqual(
		await systemStates(district.warehouse, policy, today)
	);
	expect(await systemStates(of(other), policy, today)).toEqual([]);
});
