import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateIn, monthIn } from '$data/demo/file-text';
import { badRowCount } from '$data/demo/bad-rows';
import { buildWorld, type DemoWorld } from '$data/demo/world';
import { HTTP_FEEDS, writeFeedFiles, type WrittenFile } from '$data/demo/write-files';
import { feeds } from '$lib/domain/feeds';

describe('the files of the demo', () => {
	let directory: string;
	let world: DemoWorld;
	let files: WrittenFile[];
	const of = (feed: string) => files.filter((file) => file.feed === feed);
	const linesOf = (file: WrittenFile, encoding: string) =>
		iconv.decode(readFileSync(file.path), encoding).split('\r\n').slice(0, -1);

	beforeAll(async () => {
		directory = mkdtempSync(join(tmpdir(), 'demo-'));
		world = buildWorld({
			jurisdiction: '410803',
			today: '2026-11-21',
			units: [{ name: '李封街道', aliases: ['李封'] }]
		});
		files = await writeFeedFiles(world, directory);
	});
	afterAll(() => rmSync(directory, { recursive: true }));

	it('leaves out what comes over HTTP, and nothing else', () => {
		const written = new Set(files.map((file) => file.feed));
		for (const feed of feeds.keys()) expect(written.has(feed), feed).toBe(!HTTP_FEEDS.includes(feed));
	});

	it('holds every row once, and a known number of spoiled ones', () => {
		for (const feed of ['attendance', 'account_transactions', 'roster', 'deposits', 'progress']) {
			const total = of(feed).reduce((sum, file) => sum + file.rows, 0);
			expect(total, feed).toBe(world.rows.get(feed)!.length + badRowCount(feed));
		}
		const spoiled = [...feeds.keys()].reduce((sum, feed) => sum + badRowCount(feed), 0);
		expect(spoiled).toBeGreaterThanOrEqual(10);
		expect(spoiled).toBeLessThanOrEqual(20);
	});

	it('writes as many lines as it says', () => {
		for (const file of files) {
			if (!file.name.endsWith('.csv')) continue;
			const text = readFileSync(file.path, 'latin1');
			expect(text.split('\r\n').length - 2, file.name).toBe(file.rows);
		}
	});

	it('names each file for its feed, and lists them in the order received, none after today', () => {
		for (const file of files) {
			expect(file.name.startsWith(file.feed) || file.name.startsWith(feeds.get(file.feed)!.zh)).toBe(true);
			expect(file.receivedAt <= '2026-11-21 23:59:59').toBe(true);
		}
		const times = files.map((file) => file.receivedAt);
		expect(times).toEqual([...times].sort());
	});

	it('writes the bank files in GB18030 with Chinese headers and guarded account numbers', () => {
		const lines = linesOf(of('special_accounts')[0]!, 'gb18030');
		expect(lines[0]).toContain('项目编码,开户银行,账号');
		expect(lines[1]).toMatch(/,"=""9988\d+""",/);
		expect(linesOf(of('account_transactions')[0]!, 'gb18030')[0]).toContain('金额(元)');
	});

	it('writes the ledger of projects as a workbook with Chinese headers', async () => {
		const workbook = await readXlsx(readFileSync(of('projects')[0]!.path));
		const sheet = workbook.sheets[0]!;
		expect(sheet.name).toBe('在建工程项目台账');
		expect(sheet.rows[0]).toContain('合同总额（万元）');
		expect(sheet.rows).toHaveLength(301);
	});

	it('sends a correction after the payroll that it corrects', () => {
		const [correction] = of('payroll').filter((file) => file.name.includes('更正'));
		expect(correction!.rows).toBeGreaterThan(0);
		expect(of('payroll').at(-1)).toBe(correction);
	});

	it('writes dates and months in the forms that offices use', () => {
		expect(dateIn('iso', '2026-01-05')).toBe('2026-01-05');
		expect(dateIn('slash', '2026-01-05')).toBe('2026/1/5');
		expect(dateIn('han', '2026-01-05')).toBe('2026年1月5日');
		expect(dateIn('compact', '2026-01-05')).toBe('20260105');
		expect(monthIn('han', '2026-01')).toBe('2026年1月');
		expect(monthIn('compact', '2026-01')).toBe('202601');
		expect(monthIn('slash', '2026-01')).toBe('2026-01');
	});
});
