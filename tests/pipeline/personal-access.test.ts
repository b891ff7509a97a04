import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLog } from '$lib/server/accounts/audit';
import {
	findWorker,
	mostAnHour,
	personalPlace,
	revealValue,
	type PersonalDesk
} from '$lib/server/accounts/personal-access';
import { scoped, tableColumns } from '$lib/server/accounts/scoped';
import { localViewer } from '$lib/server/accounts/viewer';
import { personalKeys } from '$lib/server/warehouse/pii-vault';
import { openDistrict, type District } from '../support/district';

const identity = '991234199001011234';
const home = mkdtempSync(join(tmpdir(), 'xinshao-personal-'));
let now = new Date('2026-11-21T10:00:00+08:00');
const audit = new AuditLog(home, Buffer.alloc(32, 1), () => now);
let district: District;
let desk: PersonalDesk;
beforeAll(async () => {
	district = await openDistrict();
	const payroll = (project: string, month: string, paid: number) => ({
		project_code: project,
		wage_month: month,
		worker_id_no: identity,
		worker_name: '赵铁柱',
		work_days: 20,
		payable: 6000,
		paid,
		pay_status: paid > 0 ? '成功' : '待发',
		...(paid > 0 && { pay_date: '2026-09-10' })
	});
	await district.ingestRows({
		projects: ['P1', 'P2'].map((code, index) => ({
			project_code: code,
			project_name: `工程${code}`,
			street: ['李封街道', '王封街道'][index]!,
			sector: '房屋建筑',
			status: '在建'
		})),
		payroll: [payroll('P1', '2026-08', 6000), payroll('P1', '2026-09', 0), payroll('P2', '2026-09', 0)]
	});
	desk = {
		reader: district.warehouse,
		warehouse: district.warehouse,
		keys: personalKeys(undefined),
		audit,
		clock: () => now,
		viewer: localViewer,
		address: '127.0.0.1'
	};
});
afterAll(async () => {
	await district.close();
	rmSync(home, { recursive: true, force: true });
});

const log = () =>
	readdirSync(join(home, 'audit'))
		.map((file) => readFileSync(join(home, 'audit', file), 'utf8'))
		.join('');

describe('personal data', () => {
	it('is found by the whole number through the blind index, in any way of writing it', async () => {
		for (const written of [identity, '９９１２３４ 19900101 1234']) {
			const found = await findWorker(desk, written, '本人来访核对');
			expect(found.map(({ code, months, netFen, paidFen }) => [code, months, netFen, paidFen])).toEqual([
				['P1', 2, 1_200_000, 600_000],
				['P2', 1, 600_000, 0]
			]);
		}
		expect(await findWorker(desk, '991234199001011235', '本人来访核对')).toEqual([]);
		await expect(findWorker(desk, '9912341990', '本人来访核对')).rejects.toThrow(/18 位/);
	});

	it('is found on no project that the person may not see', async () => {
		const tables = await tableColumns(district.warehouse);
		const reader = scoped(district.warehouse, { units: ['李封街道'], sectors: null }, tables, (unit) => [
			unit
		]);
		expect((await findWorker({ ...desk, reader }, identity, '本人来访核对')).map(({ code }) => code)).toEqual(
			['P1']
		);
		const [cell] = [{ feed: 'payroll', batchId: 2, rowNo: 3, column: 'worker_id_no' }];
		expect(await personalPlace(district.warehouse, cell!)).toMatchObject({ mask: '991***********1234' });
		expect(await personalPlace(reader, cell!)).toBeNull();
		await expect(revealValue({ ...desk, reader }, cell!, '核对身份')).rejects.toThrow(/无权/);
	});

	it('is given in the clear for a reason, which is on record without the value', async () => {
		const cell = { feed: 'payroll', batchId: 2, rowNo: 1, column: 'worker_name' };
		await expect(revealValue(desk, cell, '看')).rejects.toThrow(/事由/);
		expect(await revealValue(desk, cell, '核对举报人姓名')).toBe('赵铁柱');
		expect(await revealValue(desk, { ...cell, column: 'worker_id_no' }, '核对身份证号')).toBe(identity);
		expect(log()).toContain('核对举报人姓名');
		expect(log()).not.toContain('赵铁柱');
		expect(log()).not.toContain(identity);
	});

	it('is not given for a column that holds no personal data, or a row that is not there', async () => {
		const cell = { feed: 'payroll', batchId: 2, rowNo: 1, column: 'payable' };
		await expect(revealValue(desk, cell, '核对金额多少')).rejects.toThrow(/没有这个值/);
		await expect(
			revealValue(desk, { ...cell, rowNo: 99, column: 'worker_name' }, '核对姓名')
		).rejects.toThrow();
		await expect(
			revealValue(desk, { ...cell, feed: 'payroll; drop table batch', column: 'x' }, '试一试看')
		).rejects.toThrow(/没有这个值/);
	});

	it('is refused after too many times in an hour, and given again later', async () => {
		now = new Date('2026-11-21T14:00:00+08:00');
		const cell = { feed: 'payroll', batchId: 2, rowNo: 1, column: 'worker_name' };
		for (let time = 0; time < mostAnHour; time += 1) await revealValue(desk, cell, '逐个核对');
		await expect(revealValue(desk, cell, '再核对一个')).rejects.toThrow(/一小时/);
		expect(audit.search('', 1)[0]).toMatchObject({ act: 'reveal', result: 'refused' });
		now = new Date('2026-11-21T15:00:01+08:00');
		expect(await revealValue(desk, cell, '过了一小时')).toBe('赵铁柱');
	});
});
