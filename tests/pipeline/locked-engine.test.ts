import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { App } from '$lib/server/app';
import { testHome, type TestHome } from '../support/home';

let home: TestHome;
let app: App;
let outside: string;
beforeAll(async () => {
	home = testHome();
	app = await home.open();
	outside = join(home.path, '..', 'outside');
	mkdirSync(outside);
	writeFileSync(join(outside, 'secret.csv'), 'a,b\n1,2\n');
	writeFileSync(join(home.path, 'tmp', 'fine.csv'), 'a,b\n1,2\n');
	symlinkSync(join(outside, 'secret.csv'), join(home.path, 'tmp', 'link.csv'));
});
afterAll(async () => {
	await app.close();
	home.remove();
});

/** Every way in which a statement can reach the engine. */
const ways: Record<string, (sql: string) => Promise<unknown>> = {
	read: (sql) => app.warehouse.read(sql, {}, z.unknown()),
	'page reader': (sql) => app.pageReader.read(sql, {}, z.unknown()),
	write: (sql) => app.warehouse.write((tx) => tx.all(sql)),
	staged: (sql) =>
		app.warehouse.writeStaged(
			async (tx) => void (await tx.all(sql)),
			() => Promise.resolve()
		),
	aside: (sql) => app.warehouse.aside((tx) => tx.all(sql))
};

const attacks = (): Record<string, string> => {
	const within = (path: string) => join(home.path, path);
	return {
		'a file of the system': `select * from read_text('/etc/passwd')`,
		'a file of the system by its bare name': `select * from '/etc/passwd'`,
		'a file beside the home': `select * from read_csv('${outside}/secret.csv')`,
		'a way up': `select * from read_csv('${within('tmp')}/../../outside/secret.csv')`,
		'a link that leads out': `select * from read_csv('${within('tmp')}/link.csv')`,
		'all files of a folder': `select * from glob('${outside}/*')`,
		'the keys of the home': `select * from read_blob('${within('keys')}/*')`,
		'the accounts of the home': `select * from read_blob('${within('accounts.sqlite')}')`,
		'the log of the home': `select * from read_text('${within('audit')}/*')`,
		'landed files': `select * from read_blob('${within('landed')}/**')`,
		'a page of the network': `select * from read_csv('http://127.0.0.1:1/x.csv')`,
		'a file written outside': `copy (select 1) to '${outside}/written.csv'`,
		'a file written over a key': `copy (select 1) to '${within('keys')}/audit.key'`,
		'another database': `attach '${outside}/other.duckdb' as other`,
		'a database exported': `export database '${outside}/all'`,
		'an extension installed': `install httpfs`,
		'an extension loaded': `load httpfs`,
		'an extension of anybody': `install shellfs from community`,
		'a setting changed': `set enable_external_access = true`,
		'folders added': `set allowed_directories = ['/']`,
		'the lock taken off': `set lock_configuration = false`,
		'a setting put back': `reset enable_external_access`,
		'a secret kept': `create persistent secret s (type s3, key_id 'a', secret 'b')`,
		'more memory': `set memory_limit = '100GB'`,
		'two statements in one': `select 1; drop table batch`,
		'a program': `select getenv('HOME')`
	};
};

describe.each(Object.keys(ways))('by %s', (way) => {
	test('nothing outside of the data can be reached', async () => {
		const reached: string[] = [];
		for (const [what, sql] of Object.entries(attacks())) {
			const answer = await ways[way]!(sql).then(
				() => 'done',
				() => 'refused'
			);
			if (answer === 'done') reached.push(what);
		}
		expect(reached).toEqual([]);
	});

	test('what is being read can be', async () => {
		const rows = await ways[way]!(`select * from read_csv('${join(home.path, 'tmp', 'fine.csv')}')`);
		if (way !== 'staged') expect(rows).toHaveLength(1);
		expect(await app.warehouse.read('select 1 as n', {}, z.object({ n: z.number() }))).toEqual([{ n: 1 }]);
	});
});

test('what looks changes nothing, by either reader', async () => {
	for (const sql of ['delete from batch', 'create table x (a int)', 'drop table batch'])
		for (const way of ['read', 'page reader']) await expect(ways[way]!(sql)).rejects.toThrow();
});

test('after a checkpoint, which makes the log anew, work goes on', async () => {
	await app.warehouse.checkpoint();
	await app.warehouse.write((tx) =>
		tx.run(`insert into refused_file values ('a', null, 'x', null, null, now()::timestamp, 'b')`)
	);
	expect(
		await app.warehouse.read('select file_name from refused_file', {}, z.object({ file_name: z.string() }))
	).toHaveLength(1);
});
