import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { confirmUpload, previewUpload } from '$jobs/upload';
import { answerUnit, takeBack } from '$jobs/supplier-memory';
import { localActor } from '$lib/domain/actor';
import { createApp, type App } from '$lib/server/app';
import { readConfig } from '$lib/server/config';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { memoryHistory, openQuestions, standingHeaderRows } from '$lib/server/queries/supplier-memory';
import { runScore } from '$lib/server/scoring/run-score';
import {
	findUpload,
	listUploads,
	receiveUpload,
	saveUpload,
	sweepUploads,
	uploadedFile,
	type UploadCard
} from '$lib/server/sources/upload.source';
import { ingestContext } from '$jobs/source-context';

let home: string;
let app: App;
beforeEach(async () => {
	home = mkdtempSync(join(tmpdir(), 'upload-'));
	const env = { XINSHAO_HOME: home, XINSHAO_NOW: '2026-11-21T10:00:00+08:00' };
	app = await createApp(readConfig(env, resolve(import.meta.dirname, '../..')));
});
afterEach(async () => {
	await app.close();
	rmSync(home, { recursive: true, force: true });
});

async function* chunks(content: string | Buffer) {
	const bytes = Buffer.from(content);
	for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

const send = (name: string, content: string | Buffer, supplier: string | null = '朝阳街道') =>
	receiveUpload(home, chunks(content), {
		name,
		actorId: localActor.id,
		supplier,
		feed: null,
		now: app.clock()
	});

/** A file that comes by another road: through the inbox folder of a supplier, or the command line. */
async function arrive(name: string, content: string, supplier?: string) {
	const upload = await send(name, content);
	return ingestFile(ingestContext(app), {
		path: uploadedFile(home, upload.id),
		name,
		sourceId: 'inbox',
		...(supplier && { supplier })
	});
}

const one = async (sql: string) =>
	(await app.warehouse.read(sql, {}, z.looseObject({})))[0] as Record<string, unknown>;

/** Rows of every table, and every file of the home that is not the database's own. */
async function everything() {
	const tables = await app.warehouse.read(
		`select table_name from information_schema.tables
		where table_catalog = 'app' and table_type = 'BASE TABLE' order by 1`,
		{},
		z.object({ table_name: z.string() })
	);
	const counts: Record<string, unknown> = {};
	for (const { table_name: table } of tables) {
		counts[table] = (
			await one(`select count(*) as n, coalesce(sum(hash(t)), 0)::varchar as h from ${table} t`)
		)['h'];
	}
	const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(
		(path) => !/^xinshao|^accounts|\.sqlite/.test(path) && !path.startsWith('tmp/uploads')
	);
	return { counts, files: files.sort() };
}

const header = '项目编码,工资所属月,身份证号码,姓名,应发工资（元）,实发工资（元）,发放状态,发放日期\n';
const row = (n: number, paid: string, month = '2026-08') =>
	`P-0${(n % 3) + 1},${month},9901081990010112${10 + n},张${n},${paid},${paid},成功,2026-09-10\n`;
const payroll = (paid: string, month?: string) =>
	header + Array.from({ length: 9 }, (_, n) => row(n, paid, month)).join('');
const projects =
	'项目编码,项目名称,属地街道办事处,建设单位名称,施工总单位名称,施工总单位统一社会信用代码,行业领域,项目类型,合同总额（万元）\n' +
	[1, 2, 3]
		.map((n) => `P-0${n},示例${n}号楼,朝阳街道,建设${n},总包${n},91410803MA0000000${n},房屋建筑,在建,5000\n`)
		.join('');

describe('an uploaded file', () => {
	it('is tried without a trace: no row, no landed file, no refusal, until it is confirmed', async () => {
		await arrive('payroll_a.csv', payroll('6500.00'), '朝阳街道');
		const upload = await send(
			'payroll_b.csv',
			payroll('7000.00') + 'P-01,八月,x,张三,abc,1,成功,2026-09-10\n'
		);
		const before = await everything();
		const { tried } = await previewUpload(app, upload);
		expect(tried).toMatchObject({ error: null, duplicate: false, sha256: upload.sha256 });
		expect(tried.tables[0]).toMatchObject({
			feed: 'payroll',
			headerRow: 1,
			missing: [],
			counts: { rows_read: 10, accepted: 9, set_aside: 1, added: 0, superseded: 9, unchanged: 0 }
		});
		expect(tried.tables[0]!.reasons[0]).toMatchObject({ rows: 1, examples: [{ row: 11 }] });
		expect(await everything()).toEqual(before);
		expect(await previewUpload(app, upload)).toMatchObject({ tried: { tables: tried.tables } });
		expect(await everything()).toEqual(before);

		const [report] = await confirmUpload(app, upload, localActor);
		expect(report).toMatchObject({ accepted: 9, set_aside: 1, superseded: 9, error: null });
		const batch = await one(
			`select sha256, source_id, supplier from batch where batch_id = ${report!.batch}`
		);
		expect(batch).toEqual({ sha256: upload.sha256, source_id: 'upload', supplier: '朝阳街道' });
		expect(existsSync(uploadedFile(home, upload.id))).toBe(false);
	});

	it('is tried without a trace when it cannot be read at all', async () => {
		const upload = await send('坏文件.xlsx', 'PK 这不是工作簿');
		const before = await everything();
		expect((await previewUpload(app, upload)).tried).toMatchObject({
			error: expect.stringContaining('不完整或已损坏'),
			tables: []
		});
		expect(await everything()).toEqual(before);
	});

	it('shows the projects whose tier it would change, and changes none', async () => {
		const months = ['2026-05', '2026-06', '2026-07', '2026-08', '2026-09'];
		await arrive('projects_1.csv', projects);
		const view = { asOf: '2026-11-21', knownAt: null };
		const request = { ...view, series: 'current', scoredAt: '2026-11-21 10:00:00' } as const;
		await runScore(app.warehouse, app, request);
		const unpaid =
			'项目编码,工资所属月,身份证号码,姓名,应发工资（元）,实发工资（元）,发放状态\n' +
			months.map((month) => `P-01,${month},990108199001011234,张三,6500,0,失败\n`).join('');
		const upload = await send('payroll_c.csv', unpaid);
		const before = await everything();
		const { tierChanges, tried } = await previewUpload(app, upload);
		expect(tried.tables[0]?.error).toBe(null);
		expect(tierChanges).toMatchObject([{ code: 'P-01', after: { tier: 3 } }]);
		expect(await everything()).toEqual(before);

		await confirmUpload(app, upload, localActor);
		const run = await runScore(app.warehouse, app, request);
		expect(
			await one(`select tier from tier_result where run_id = ${run.runId} and subject_code = 'P-01'`)
		).toEqual({ tier: 3 });
	});

	it('is refused when the bytes are not those that were shown', async () => {
		const upload = await send('payroll_d.csv', payroll('6500.00'));
		await saveUpload(home, { ...upload, sha256: createHash('sha256').update('other').digest('hex') });
		const changed = (await findUpload(home, upload.id, localActor.id))!;
		await expect(confirmUpload(app, changed, localActor)).rejects.toMatchObject({ code: 'UPLOAD_CHANGED' });
	});

	it('belongs to who sent it, is swept after an hour and not a minute before', async () => {
		const upload = await send('../../etc/\u0000payroll.csv', payroll('1.00'));
		expect(upload.name).toBe('payroll.csv');
		expect(await findUpload(home, upload.id, 'somebody')).toBe(undefined);
		expect(await findUpload(home, '../..', localActor.id)).toBe(undefined);
		const later = (minutes: number) => new Date(app.clock().getTime() + minutes * 60_000);
		expect(await sweepUploads(home, later(59))).toBe(0);
		expect(await listUploads(home, localActor.id)).toHaveLength(1);
		expect(await sweepUploads(home, later(60))).toBe(1);
		expect(await listUploads(home, localActor.id)).toEqual([]);
	});

	it('larger than the limit leaves nothing behind', async () => {
		const arrival = { name: 'a.csv', actorId: 'x', supplier: null, feed: null, now: app.clock() };
		await expect(receiveUpload(home, chunks('x'.repeat(5001)), arrival, 5000)).rejects.toMatchObject({
			code: 'UPLOAD_TOO_BIG'
		});
		expect(readdirSync(join(home, 'tmp', 'uploads'))).toEqual([]);
		expect(await receiveUpload(home, chunks('x'.repeat(5000)), arrival, 5000)).toMatchObject({ size: 5000 });
	});
});

describe('the memory of a supplier', () => {
	const odd = payroll('6500.00').replace('实发工资（元）', '到手').replace('应发工资（元）', '该发');
	const matched = async (upload: UploadCard) => {
		const choices = { payroll: { headers: { 到手: 'paid', 该发: 'payable' }, units: {} } };
		const card = { ...upload, choices };
		await saveUpload(home, card);
		return card;
	};

	it('matches a header once, and reads the next file of that supplier by every road, until it is taken back', async () => {
		const upload = await send('payroll_1.csv', odd);
		const first = (await previewUpload(app, upload)).tried.tables[0]!;
		expect(first.missing).toEqual(['payable', 'paid']);
		expect(first.error).toContain('缺少必填列');
		const card = await matched(upload);
		const second = (await previewUpload(app, card)).tried.tables[0]!;
		expect(second).toMatchObject({ error: null, counts: { accepted: 9, added: 9 } });
		expect(second.headers.find((h) => h.header === '到手')).toMatchObject({ column: 'paid', by: 'person' });
		expect(await standingHeaderRows(app.warehouse)).toEqual([]);
		await confirmUpload(app, card, localActor);

		const [next] = await arrive('payroll_2.csv', odd.replaceAll('2026-08', '2026-09'), '朝阳街道');
		expect(next).toMatchObject({ accepted: 9, error: null });
		expect(next!.note).toContain('“到手”作“实发工资（元）”');
		const [other] = await arrive('payroll_3.csv', odd.replaceAll('2026-08', '2026-10'), '别的街道');
		expect(other!.error).toContain('缺少必填列');

		await takeBack(app, localActor, { supplier: '朝阳街道', feed: 'payroll', kind: 'header', what: '到手' });
		const [after] = await arrive('payroll_4.csv', odd.replaceAll('2026-08', '2026-10'), '朝阳街道');
		expect(after!.error).toContain('实发工资');
		expect(await memoryHistory(app.warehouse, 10)).toHaveLength(3);
	});

	it('lets the rules of the feed come first', async () => {
		const upload = await send('payroll_1.csv', payroll('6500.00').replace('发放日期', '到手'));
		await confirmUpload(app, await matched(upload), localActor);
		expect(await one('select paid_fen from feed_payroll limit 1')).toEqual({ paid_fen: '650000' });
	});

	it('reads a header that states another unit in that unit', async () => {
		const wan = payroll('0.65')
			.replace('应发工资（元）', '该发（万元）')
			.replace('实发工资（元）', '到手（万元）');
		const upload = await send('payroll_1.csv', wan);
		const choices = {
			payroll: { headers: { '到手（万元）': 'paid', '该发（万元）': 'payable' }, units: {} }
		};
		const card = { ...upload, choices };
		await saveUpload(home, card);
		expect((await previewUpload(app, card)).tried.tables[0]!.suspicions).toEqual([]);
		const [report] = await confirmUpload(app, card, localActor);
		expect(report!.note).toContain('“实发工资（元）”按万元读入');
		expect(await one('select paid_fen from feed_payroll limit 1')).toEqual({ paid_fen: '650000' });
	});
});

describe('a slip of units', () => {
	it('is asked about when sums are ten thousand times smaller than those of the same projects', async () => {
		await arrive('payroll_1.csv', payroll('6500.00'), '朝阳街道');
		const upload = await send('payroll_2.csv', payroll('0.65', '2026-09'));
		const table = (await previewUpload(app, upload)).tried.tables[0]!;
		expect(table.suspicions.map((one) => [one.column, one.readAs, one.suspected])).toEqual([
			['payable', '元', '万元'],
			['paid', '元', '万元']
		]);
		const settled = { payable: '万元', paid: '万元' } as const;
		const card = { ...upload, choices: { payroll: { headers: {}, units: settled } } };
		await saveUpload(home, card);
		expect((await previewUpload(app, card)).tried.tables[0]!.suspicions).toEqual([]);
		await confirmUpload(app, card, localActor);
		expect(await one(`select max(paid_fen) as fen, min(paid_fen) as low from feed_payroll`)).toEqual({
			fen: '650000',
			low: '650000'
		});
		const [next] = await arrive('payroll_3.csv', payroll('0.7', '2026-10'), '朝阳街道');
		expect(next!.note).toContain('按万元读入');
		expect(await openQuestions(app.warehouse)).toEqual([]);
	});

	it.each([
		['a hundredfold raise', '650000.00', []],
		['a sum 1,999 times smaller', '3.26', []],
		['a sum 2,001 times smaller', '3.24', ['payable', 'paid']],
		['an empty sum', '0', []]
	])('%s', async (_, paid, columns) => {
		await arrive('payroll_1.csv', payroll('6500.00'), '朝阳街道');
		const upload = await send('payroll_2.csv', payroll(paid, '2026-09'));
		const table = (await previewUpload(app, upload)).tried.tables[0]!;
		expect(table.suspicions.map((one) => one.column)).toEqual(columns);
	});

	it('is asked about without anything to compare with, where wages are under 100 元, and a contract over 100 亿', async () => {
		const small = await send('payroll_1.csv', payroll('99.99'));
		expect((await previewUpload(app, small)).tried.tables[0]!.suspicions).toHaveLength(2);
		const fair = await send('payroll_1.csv', payroll('100.00'));
		expect((await previewUpload(app, fair)).tried.tables[0]!.suspicions).toEqual([]);
		const contract = await send('projects_1.csv', projects.replaceAll(',5000\n', ',50000000\n'));
		expect((await previewUpload(app, contract)).tried.tables[0]!.suspicions).toMatchObject([
			{ column: 'contract_amount_wan', suspected: '元', usualFen: null }
		]);
	});

	it('through the inbox is taken as it is, noted, asked, and corrected once answered', async () => {
		await arrive('payroll_1.csv', payroll('6500.00'), '朝阳街道');
		const [report] = await arrive('payroll_2.csv', payroll('0.65', '2026-09'), '朝阳街道');
		expect(report).toMatchObject({ accepted: 9, error: null });
		expect(report!.note).toContain('“实发工资（元）”疑似以万元填写');
		const questions = await openQuestions(app.warehouse);
		expect(questions.map((one) => one.column_name).sort()).toEqual(['paid', 'payable']);
		for (const column of ['paid', 'payable']) {
			const answer = {
				supplier: '朝阳街道',
				feed: 'payroll',
				column,
				unit: '万元',
				again: column === 'payable'
			} as const;
			await answerUnit(app, localActor, answer);
		}
		expect(await openQuestions(app.warehouse)).toEqual([]);
		expect(
			await one(`select count(*) as n, min(paid_fen) as low from feed_payroll where known_to is null`)
		).toEqual({ n: '18', low: '650000' });
		expect(
			readFileSync(join(home, 'journal', 'batches.ndjson'), 'utf8')
				.trim()
				.split('\n')
		).toHaveLength(3);
	});

	it('answered "as it is" is not asked again', async () => {
		await arrive('payroll_1.csv', payroll('6500.00'), '朝阳街道');
		await arrive('payroll_2.csv', payroll('0.65', '2026-09'), '朝阳街道');
		for (const column of ['paid', 'payable']) {
			const answer = { supplier: '朝阳街道', feed: 'payroll', column, unit: '元', again: true } as const;
			await answerUnit(app, localActor, answer);
		}
		const [next] = await arrive('payroll_3.csv', payroll('0.66', '2026-10'), '朝阳街道');
		expect(next!.note).toBe(null);
		expect(await openQuestions(app.warehouse)).toEqual([]);
	});
});
