import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTables } from '$lib/server/ingest/readers/read-tables';
import { loadTable } from '../fixtures/files/load-table';

let temp: string;
beforeAll(() => {
	temp = mkdtempSync(join(tmpdir(), 'readers-json-'));
});
afterAll(() => rmSync(temp, { recursive: true, force: true }));

function put(name: string, content: string | Uint8Array): { path: string; name: string } {
	const path = join(mkdtempSync(join(temp, 'in-')), name);
	writeFileSync(path, content);
	return { path, name };
}

const ID = '123456789012345678901';

test('clean NDJSON is handed over untouched, long numbers whole', async () => {
	const file = put(
		'tax_1.ndjson',
		`{"uscc":${ID},"month":"202608"}\n\n{"uscc":"U2","所属月份":"202608","paid":1}\n`
	);
	const [table] = await readTables(file, temp);
	expect(table).toMatchObject({ feed: 'tax', converted: false, columns: ['uscc', 'month', null, 'paid'] });
	expect((await loadTable(table!))[0]).toMatchObject({ uscc: ID });
});

test.each([
	['an array', `[ {"uscc":${ID},"month":"a,]}\\"["} ,\n {"uscc":"U2","month":{"x":[1]}} ]`],
	[
		'a page of rows',
		`{"next":null,\n"rows":[{"uscc":${ID},"month":"a,]}\\"["},{"uscc":"U2","month":{"x":[1]}}]}`
	],
	[
		'a page on one line',
		`{"rows":[{"uscc":${ID},"month":"a,]}\\"["},{"uscc":"U2","month":{"x":[1]}}],"next":"2"}`
	]
])('%s becomes one object a line, numbered, long numbers whole', async (_, text) => {
	const [table] = await readTables(put('tax.json', text), temp);
	expect(await loadTable(table!)).toEqual([
		{ row_no: '1', uscc: ID, month: 'a,]}"[' },
		{ row_no: '2', uscc: 'U2', month: '{"x":[1]}' }
	]);
});

test('lines that are no objects are listed with their number, the others kept', async () => {
	const file = put(
		'tax.ndjson',
		'{"uscc":"U1","month":"202608"}\nnull\n{"uscc":\n\n{"uscc":"U2","month":"202608"}'
	);
	const [table] = await readTables(file, temp);
	expect(table!.unreadable.map(({ row, reason }) => [row, reason])).toEqual([
		[2, '不是 JSON 对象'],
		[3, '不是完整的 JSON']
	]);
	expect((await loadTable(table!)).map((row) => row.row_no)).toEqual(['1', '5']);
});

test.each([
	['an array cut off', '[{"uscc":"U1","month":"202608"},{"usc', 'FILE_TRUNCATED'],
	['an array of nothing', '[]', 'FILE_EMPTY'],
	['a web page', '<html><body>502 Bad Gateway</body></html>', 'FILE_NOT_DATA'],
	['plain text', 'uscc,month', 'FILE_NOT_DATA']
])('%s is refused', async (_, text, code) => {
	await expect(readTables(put('tax.json', text), temp)).rejects.toMatchObject({ name: 'RiskError', code });
});

describe('an array longer than a chunk', () => {
	test('is cut at the right places', async () => {
		const rows = Array.from({ length: 40_000 }, (_, i) => ({
			uscc: `U${i}`,
			month: `"说${'\\'.repeat(i % 7)}"`
		}));
		const [table] = await readTables(put('tax.json', JSON.stringify(rows, null, 2)), temp);
		const loaded = await loadTable(table!);
		expect(loaded).toHaveLength(rows.length);
		expect(loaded.map(({ uscc, month }) => ({ uscc, month }))).toEqual(rows);
	});
});
