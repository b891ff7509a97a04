import {
	chmodSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSourceFile, writeSource, type SourceChange } from '$lib/server/sources/source-file';
import { readSources } from '$lib/server/sources/source-list';

let home: string;
const path = () => join(home, 'sources.yaml');
const text = () => readFileSync(path(), 'utf8');
const env = { TAX_TOKEN: 'x' };

const written = `# 区局数据源，改前请备份
allowed_hosts: ['tax.example:443', '10.1.2.3:5432'] # 信息中心批准
http:
  # 税务局：2026 年 3 月开通
  - id: tax
    supplier: 税务局 # 王工
    base: https://tax.example/feeds
    token_env: TAX_TOKEN
    feeds: [tax, enterprises]
sql:
  - id: housing
    supplier: 住建局
    engine: postgres
    host: 10.1.2.3
    port: 5432
    database: pay
    user: reader
    password_env: HOUSING_PASSWORD
    queries:
      - feed: payroll
        # 只取本区
        select: |
          select * from pay
          where county = '410803'
        since_column: updated_at
`;
const tax = {
	id: 'tax',
	supplier: '税务局',
	base: 'https://tax.example/feeds',
	token_env: 'TAX_TOKEN',
	feeds: ['tax', 'enterprises'],
	enabled: true
};

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'xinshao-sources-'));
	writeFileSync(path(), written);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const write = (change: Partial<SourceChange>) =>
	writeSource(home, env, { kind: 'http', id: 'tax', entry: tax, hash: readSourceFile(home).hash, ...change });

test('what is unchanged is not touched: comments, order, quotes and blocks of text stay', () => {
	expect(write({}).changed).toEqual([]);
	expect(text()).toBe(written);
	const done = write({
		entry: { ...tax, supplier: '区税务局', feeds: ['tax', 'enterprises', 'credit_events'] }
	});
	expect(done.changed).toEqual(['supplier', 'feeds']);
	expect(text()).toBe(
		written
			.replace('supplier: 税务局 #', 'supplier: 区税务局 #')
			.replace('[tax, enterprises]', '[tax, enterprises, credit_events]')
	);
});

test('switching off writes one line, and on again takes it away', () => {
	write({ entry: { ...tax, enabled: false } });
	expect(text()).toContain('    enabled: false\n');
	expect(readSources(home).http[0]?.enabled).toBe(false);
	write({});
	expect(text()).toBe(written);
});

test('a new source goes below the others, into an empty file too', () => {
	const added = { ...tax, id: 'tax-2', base: 'https://tax.example:443/more' };
	write({ id: null, entry: added });
	expect(readSources(home).http.map(({ id }) => id)).toEqual(['tax', 'tax-2']);
	expect(text()).toContain('# 只取本区');
	const { allowedHosts } = readSources(home);
	writeFileSync(path(), `allowed_hosts: ${JSON.stringify(allowedHosts)}\nhttp:\n`);
	write({ id: null, entry: added });
	expect(readSources(home).http.map(({ id }) => id)).toEqual(['tax-2']);
	rmSync(path());
	expect(() => write({ id: null, entry: added })).toThrow(/不在允许的名单里/);
});

test('a query of a database is changed where it stands', () => {
	const [housing] = readSources(home).sql;
	const [query] = housing!.queries;
	const select = "select * from pay\nwhere county = '410803' and kind = 1\n";
	write({ kind: 'sql', id: 'housing', entry: { ...housing, queries: [{ ...query, select }] } });
	expect(text()).toContain("          where county = '410803' and kind = 1\n");
	expect(text()).toContain('# 只取本区');
	expect(readSources(home).sql[0]?.queries[0]?.select).toBe(select);
});

test('a file that was changed by hand meanwhile is not overwritten', () => {
	const { hash } = readSourceFile(home);
	writeFileSync(path(), `${written}# 手工加的一行\n`);
	expect(() => write({ hash })).toThrow(/被别人改过/);
	expect(text()).toBe(`${written}# 手工加的一行\n`);
	expect(() => write({})).not.toThrow();
});

const refused: readonly [string, Partial<SourceChange>, RegExp][] = [
	[
		'a host that is not on the list',
		{ entry: { ...tax, base: 'https://127.0.0.1/feeds' } },
		/没有发出任何请求/
	],
	[
		'a port that is not on the list',
		{ entry: { ...tax, base: 'https://tax.example:8443/' } },
		/不在允许的名单里/
	],
	['a scheme that is none', { entry: { ...tax, base: 'file:///etc/passwd' } }, /只能用 http/],
	[
		'a variable in the address',
		{ entry: { ...tax, base: 'https://tax.example/${TAX_TOKEN}' } },
		/不能写变量/
	],
	['a password in the place of its name', { entry: { ...tax, token_env: 'abc123!' } }, /不要写密码本身/],
	['a feed that is none', { entry: { ...tax, feeds: ['payrol'] } }, /不是已知的数据名/],
	['no feed', { entry: { ...tax, feeds: [] } }, /至少选一种/],
	['a field that is none', { entry: { ...tax, token: 'secret' } }, /没有保存/],
	['an id that is taken', { id: null, entry: { ...tax, id: 'housing' } }, /已经有了/],
	['another id', { entry: { ...tax, id: 'other' } }, /没有标识为/],
	['a source that is gone', { id: 'gone', entry: { ...tax, id: 'gone' } }, /没有标识为/]
];
test.each(refused)('%s is refused in one sentence, and the file stays', (_, change, sentence) => {
	expect(() => write(change)).toThrow(sentence);
	expect(text()).toBe(written);
	expect(readdirSync(home)).toEqual(['sources.yaml']);
});

test('a query that writes, and a database that is not on the list, are refused', () => {
	const [housing] = readSources(home).sql;
	const change = (more: object) => () =>
		write({ kind: 'sql', id: 'housing', entry: { ...housing, ...more } });
	expect(change({ queries: [{ feed: 'payroll', select: 'delete from pay' }] })).toThrow(/只能是 select/);
	expect(change({ host: '10.1.2.4' })).toThrow(/不在允许的名单里/);
	expect(text()).toBe(written);
});

test('a file that is broken is not written to, and says where it is broken', () => {
	writeFileSync(path(), `${written}  nonsense: [\n`);
	expect(() => write({})).toThrow(/YAML/);
	writeFileSync(path(), 'http:\n  - id: tax\n');
	expect(() => write({})).toThrow(/http\.0\.supplier/);
});

test('the file keeps its mode, and a link stays a link', () => {
	chmodSync(path(), 0o640);
	write({ entry: { ...tax, supplier: '甲' } });
	expect(statSync(path()).mode & 0o777).toBe(0o640);
	const real = join(home, 'elsewhere.yaml');
	writeFileSync(real, text());
	rmSync(path());
	symlinkSync(real, path());
	write({ entry: { ...tax, supplier: '乙' } });
	expect(readFileSync(real, 'utf8')).toContain('乙');
});

test('whatever is written into a field comes back as it was, and nothing else changes', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (raw) => {
			const supplier = raw.trim();
			fc.pre(supplier !== '' && !/[\p{C}\u2028\u2029]/u.test(supplier));
			writeFileSync(path(), written);
			write({ entry: { ...tax, supplier } });
			expect(readSources(home).http[0]).toEqual({ ...tax, supplier });
			write({});
			expect(readSources(home)).toEqual({
				allowedHosts: ['tax.example:443', '10.1.2.3:5432'],
				http: [tax],
				sql: readSources(home).sql
			});
		}),
		{ numRuns: 60 }
	);
});
