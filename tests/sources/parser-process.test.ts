import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultParserLimits } from '$lib/server/ingest/parsing/parser-limits';
import { fence, inParser } from '$lib/server/ingest/parsing/parser-process';
import { parseTables } from '$lib/server/ingest/parsing/parse-tables';
import { defaultLimits } from '$lib/server/ingest/readers/reader-limits';
import { hostileFiles, mutations, sheetBook, sheetWith } from '../fixtures/files/hostile';

let temp: string;
beforeAll(() => {
	temp = mkdtempSync(join(tmpdir(), 'parser-'));
});
afterAll(() => rmSync(temp, { recursive: true, force: true }));

function put(name: string, content: string | Uint8Array) {
	const folder = mkdtempSync(join(temp, 'in-'));
	const path = join(folder, name);
	writeFileSync(path, content);
	return { file: { path, name }, folder: mkdtempSync(join(temp, 'out-')) };
}

const parse = (name: string, content: string | Uint8Array) => {
	const { file, folder } = put(name, content);
	return parseTables(file, folder);
};

/** A sheet of `rows` rows, large enough to keep the process busy. */
const largeBook = (rows: number) =>
	sheetBook(
		sheetWith(
			Array.from({ length: rows }, (_, i) => ['91410803MA00000000', '202608', `${i}.5`, '说明文字'.repeat(5)])
		)
	);

describe('the reading process', () => {
	test('reads a workbook as the reader itself does', async () => {
		const [table] = await parse('tax.xlsx', sheetBook(sheetWith([['U1', '202608', '1', '']])));
		expect(table).toMatchObject({ feed: 'tax', columns: ['uscc', 'month', 'paid', null], firstRow: 2 });
	});

	test('answers what the reader refuses in its own sentence', async () => {
		await expect(parse('tax.xlsx', strToU8('PK nothing'))).rejects.toMatchObject({
			code: 'FILE_TRUNCATED',
			message: '文件“tax.xlsx”不完整或已损坏，无法打开，请重新导出或重新传送后再提交。'
		});
	});

	test('is ended when it takes too long', async () => {
		const { file, folder } = put('tax.xlsx', largeBook(60_000));
		const order = { kind: 'tables', file, temp: folder, limits: defaultLimits } as const;
		const limits = { ...defaultParserLimits, milliseconds: 60 };
		await expect(inParser(order, file.name, limits)).rejects.toMatchObject({ code: 'FILE_SLOW' });
	});

	test('is ended when it takes too much memory, by the heap or by the whole', async () => {
		const texts = Array.from({ length: 120_000 }, (_, i) => [`U${i}`, `文字${i}`.repeat(12), '1', '']);
		const { file, folder } = put('tax.xlsx', sheetBook(sheetWith(texts), { shared: true }));
		const order = { kind: 'tables', file, temp: folder, limits: defaultLimits } as const;
		const small = { ...defaultParserLimits, heapMebibytes: 16 };
		await expect(inParser(order, file.name, small)).rejects.toMatchObject({ code: 'FILE_TOO_BIG' });
		const tight = { ...defaultParserLimits, residentBytes: 40 * 2 ** 20 };
		await expect(inParser(order, file.name, tight)).rejects.toMatchObject({ code: 'FILE_TOO_BIG' });
	});

	test('is ended when it writes too much', async () => {
		const { file, folder } = put('tax.xlsx', largeBook(200_000));
		const order = { kind: 'tables', file, temp: folder, limits: defaultLimits } as const;
		const limits = { ...defaultParserLimits, outputBytes: 1000 };
		await expect(inParser(order, file.name, limits)).rejects.toMatchObject({
			code: 'FILE_TOO_BIG',
			message: expect.stringContaining('展开后超过上限')
		});
	});

	test('cannot read, write or start what it was not given', async () => {
		const { folder, file } = put('tax.csv', 'x');
		const tries = [
			`fs.readFileSync('/etc/passwd')`,
			`fs.writeFileSync(${JSON.stringify(file.path)}, '')`,
			`child_process.execSync('true')`
		];
		for (const code of tries) {
			const run = promisify(execFile)(process.execPath, [...fence([file.path, folder], folder), '-e', code]);
			await expect(run).rejects.toMatchObject({ stderr: expect.stringContaining('ERR_ACCESS_DENIED') });
		}
	});
});

describe('hostile files', () => {
	test.each(hostileFiles())(
		'$what: one sentence or a harmless table, soon',
		async ({ name, bytes, codes }) => {
			const started = performance.now();
			const outcome = await parse(name, bytes()).then(
				() => 'read',
				(error) => error.code
			);
			expect(codes).toContain(outcome);
			// Far from what a bomb would take, and far from what a busy machine needs.
			expect(performance.now() - started).toBeLessThan(20_000);
		}
	);

	test('a template with one row is still read among them', async () => {
		const bytes = await writeXlsx({
			sheets: [
				{
					name: 'tax',
					rows: [
						['uscc', '所属月份'],
						['U1', '202608']
					]
				}
			]
		});
		expect(await parse('月报.zip', zipSync({ 'tax.xlsx': bytes }))).toHaveLength(1);
	});

	const count = Number(process.env.MUTATIONS ?? 60);
	const seed = Number(process.env.SEED ?? 20261121);
	test(`${count} mutated files (seed ${seed}) give tables or sentences`, async () => {
		const outcomes = new Map<string, number>();
		const cases = await mutations(seed, count);
		const lanes = Array.from({ length: 4 }, async () => {
			for (let next = cases.next(); !next.done; next = cases.next()) {
				const { index, name, bytes } = next.value;
				const outcome = await parse(name, bytes).then(
					() => 'read',
					(error) =>
						error.name === 'RiskError' && error.code !== 'FILE_CRASH'
							? error.code
							: `case ${index}: ${error.cause ?? error}`
				);
				outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
			}
		});
		await Promise.all(lanes);
		if (process.env.MUTATIONS) console.log(Object.fromEntries(outcomes));
		expect([...outcomes.keys()].filter((key) => /^case|FILE_SLOW/.test(key))).toEqual([]);
	}, 3_600_000);
});
