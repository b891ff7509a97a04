import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	decideRelease,
	keepTaken,
	mostTaken,
	openRelease,
	releases,
	requestRelease,
	type ReleaseDesk
} from '$lib/server/accounts/release-book';
import { releaseFile } from '$lib/server/accounts/release-file';
import { scoped, tableColumns } from '$lib/server/accounts/scoped';
import { personalKeys } from '$lib/server/warehouse/pii-vault';
import { openDistrict, type District } from '../support/district';

const identity = '991234199001011234';
let district: District;
let now = new Date('2026-11-21T10:00:00+08:00');
beforeAll(async () => {
	district = await openDistrict();
	const project = (code: string, street: string) => ({
		project_code: code,
		project_name: `工程${code}`,
		street,
		sector: '房屋建筑',
		status: '在建'
	});
	await district.ingestRows({
		projects: [project('P1', '李封街道'), project('P2', '王封街道')],
		payroll: ['P1', 'P2'].map((project_code) => ({
			project_code,
			wage_month: '2026-08',
			worker_id_no: identity,
			worker_name: '=赵铁柱',
			work_days: 20,
			payable: 6000,
			paid: 6000,
			pay_status: '成功',
			pay_date: '2026-09-10'
		}))
	});
});
afterAll(() => district.close());

const desk = (id: string, name: string): ReleaseDesk => ({
	reader: district.warehouse,
	warehouse: district.warehouse,
	clock: () => now,
	actor: { id, name },
	signedIn: true
});
const she = () => desk('u1', '甲');
const he = () => desk('u2', '乙');
const given = { project: 'P1', feed: 'payroll', reason: '法院调取工资表', purpose: '某区法院，劳动争议' };
const yes = { act: 'approved', reason: '' } as const;

describe('an export with persons in the clear', () => {
	it('is asked for by one person and decided by another; nobody does both, and nobody without an account', async () => {
		await expect(requestRelease({ ...she(), signedIn: false }, given)).rejects.toMatchObject({
			code: 'RELEASE_NO_ACCOUNTS'
		});
		await expect(requestRelease(she(), { ...given, reason: '要' })).rejects.toMatchObject({
			code: 'RELEASE_INCOMPLETE'
		});
		const no = await requestRelease(she(), given);
		await expect(openRelease(she(), no)).rejects.toMatchObject({ code: 'RELEASE_OVER' });
		await expect(decideRelease(she(), no, yes)).rejects.toMatchObject({ code: 'RELEASE_SECOND_PERSON' });
		await decideRelease(he(), no, yes);
		await expect(decideRelease(he(), no, yes)).rejects.toMatchObject({ code: 'RELEASE_MOVED' });
		await expect(openRelease(he(), no)).rejects.toMatchObject({ code: 'RELEASE_NOT_YOURS' });
		expect((await openRelease(she(), no)).decidedBy).toBe('乙');
	});

	it('is over 24 hours after the approval, and after three times', async () => {
		const no = await requestRelease(she(), given);
		await decideRelease(he(), no, yes);
		now = new Date('2026-11-22T10:00:00+08:00');
		const release = await openRelease(she(), no);
		now = new Date('2026-11-22T10:00:01+08:00');
		await expect(openRelease(she(), no)).rejects.toMatchObject({ code: 'RELEASE_OVER' });
		now = new Date('2026-11-21T10:00:00+08:00');
		for (let time = 0; time < mostTaken; time += 1) await keepTaken(she(), release, { sha256: 'x', rows: 1 });
		await expect(openRelease(she(), no)).rejects.toMatchObject({ code: 'RELEASE_OVER' });
		await expect(keepTaken(she(), release, { sha256: 'x', rows: 1 })).rejects.toMatchObject({
			code: 'RELEASE_OVER'
		});
	});

	it('holds the values under who, when and what for, and opens with the password alone', async () => {
		const no = await requestRelease(she(), given);
		await decideRelease(he(), no, yes);
		const makings = {
			reader: district.warehouse,
			warehouse: district.warehouse,
			keys: personalKeys(undefined),
			release: await openRelease(she(), no),
			by: '甲',
			at: '2026-11-21 10:00',
			rounds: 100
		};
		await expect(releaseFile({ ...makings, password: 'short' })).rejects.toMatchObject({
			code: 'RELEASE_PASSWORD'
		});
		const password = 'court-2026-open';
		const file = await releaseFile({ ...makings, password });
		expect(file.rows).toBe(1);
		await expect(readXlsx(file.bytes)).rejects.toThrow();
		await expect(readXlsx(file.bytes, { password: 'court-2026-opem' })).rejects.toThrow();
		const book = await readXlsx(file.bytes, { password });
		const text = JSON.stringify(book.sheets[0]!.rows);
		for (const part of [identity, "'=赵铁柱", '甲', '乙', '某区法院', '2026-11-21 10:00', '2026-08', '6000,'])
			expect(text).toContain(part);
	});

	it('is not there for somebody of another street', async () => {
		const tables = await tableColumns(district.warehouse);
		const reader = scoped(district.warehouse, { units: ['王封街道'], sectors: null }, tables, (unit) => [
			unit
		]);
		const elsewhere = { ...desk('u3', '丙'), reader };
		await expect(requestRelease(elsewhere, given)).rejects.toMatchObject({ code: 'RELEASE_NOT_THERE' });
		expect(await releases(reader, () => now)).toEqual([]);
		await expect(decideRelease(elsewhere, 1, yes)).rejects.toMatchObject({ code: 'RELEASE_NOT_THERE' });
	});
});
