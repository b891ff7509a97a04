import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
	attach,
	attachmentBytes,
	attachmentsOf,
	largestAttachmentBytes
} from '$lib/server/dispatch/attachments/attachment-book';
import { scoped, tableColumns } from '$lib/server/accounts/scoped';
import { personalKeys } from '$lib/server/warehouse/pii-vault';
import { openDistrict, type District } from '../support/district';

const keys = personalKeys(undefined);
const clock = () => new Date('2026-11-21T10:00:00+08:00');
const actor = { id: 'a', name: '王科长' };
const pdf = (text: string) => new TextEncoder().encode(`%PDF-1.7\n${text}`);
const nobody = { projectCode: null, uscc: null, street: null };
let district: District;
beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows({
		projects: [
			{ project_code: 'P1', project_name: '甲', street: '李封街道', sector: '房屋建筑', status: '在建' },
			{ project_code: 'P2', project_name: '乙', street: '王封街道', sector: '房屋建筑', status: '在建' }
		]
	});
});
afterAll(() => district.close());

const put = (fileName: string, bytes: Uint8Array, project = 'P1') =>
	attach(
		district.warehouse,
		keys,
		clock,
		{ about: 'alert', aboutNo: project, owner: { ...nobody, projectCode: project }, fileName, bytes },
		actor
	);

describe('files beside an alert', () => {
	it('come back byte by byte, and stand in the database only sealed', async () => {
		const bytes = pdf('回单 4111-2222');
		await put('C:\\扫描\\银行回单.pdf', bytes);
		const [file] = await attachmentsOf(district.warehouse, { about: 'alert', aboutNo: 'P1' });
		expect(file).toMatchObject({ fileName: '银行回单.pdf', mediaType: 'application/pdf', actor: '王科长' });
		expect(file?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
		const back = await attachmentBytes(district.warehouse, district.warehouse, keys, file!.id);
		expect(new Uint8Array(back!.bytes)).toEqual(bytes);
		const [raw] = await district.read(
			`select count(*) as n from attachment_bytes where contains(cast(bytes as varchar), '4111')`,
			{},
			z.object({ n: z.coerce.number() })
		);
		expect(raw?.n).toBe(0);
	});

	it('are refused by one sentence where they are empty, too big, or not what their name says', async () => {
		await expect(put('空.pdf', new Uint8Array())).rejects.toThrow(/没有收到文件/);
		await expect(
			put('大.pdf', Buffer.concat([pdf(''), Buffer.alloc(largestAttachmentBytes)]))
		).rejects.toThrow(/10 MB/);
		await expect(put('网页.pdf', new TextEncoder().encode('<script>'))).rejects.toThrow(/不符/);
		await expect(put('程序.exe', pdf(''))).rejects.toThrow(/不是可以存放/);
	});

	it('are there for nobody else', async () => {
		await put('另一个.pdf', pdf('x'), 'P2');
		const tables = await tableColumns(district.warehouse);
		const reader = scoped(district.warehouse, { units: ['李封街道'], sectors: null }, tables, (unit) => [
			unit
		]);
		expect(await attachmentsOf(reader, { about: 'alert', aboutNo: 'P2' })).toEqual([]);
		const [theirs] = await attachmentsOf(district.warehouse, { about: 'alert', aboutNo: 'P2' });
		expect(await attachmentBytes(reader, district.warehouse, keys, theirs!.id)).toBeNull();
		expect(await attachmentsOf(reader, { about: 'alert', aboutNo: 'P1' })).toHaveLength(1);
	});
});
