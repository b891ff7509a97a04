import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import demoCommand from '$jobs/commands/demo.command';
import verify from '$jobs/commands/verify.command';
import type { App } from '$lib/server/app';
import { RiskError } from '$lib/domain/errors';
import { importBoundaries } from '$lib/server/ingest/boundaries/boundary-book';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { ingestContext } from '$jobs/source-context';
import { ledgerForm } from '../fixtures/files/ledger-form';
import { testHome, type TestHome } from '../support/home';

interface MutatedFile {
	readonly index: number;
	readonly name: string;
	readonly bytes: Uint8Array;
	readonly what: string;
	readonly format: string;
	readonly isBoundary?: boolean;
	/** Rows that must be read: the file was left as it is. */
	readonly rows?: number;
}
interface Trial {
	mutatedFiles(asked: object): AsyncGenerator<MutatedFile>;
}
const scripts = join(import.meta.dirname, '../../scripts/torture');
const count = Number(process.env['MUTATIONS'] ?? 40);
const seed = Number(process.env['SEED'] ?? 20_261_121);

let home: TestHome;
let app: App;
let demo: string;
beforeAll(async () => {
	home = testHome();
	demo = join(home.path, '..', 'demo');
	await home.command(home.config, demoCommand, [
		'--projects',
		'12',
		'--months',
		'3',
		'--seed',
		'4',
		'--to',
		demo
	]);
	app = await home.open();
});
afterAll(async () => {
	await app.close();
	home.remove();
});

const soundOrSaid = (error: string) => /[\u4e00-\u9fff]/.test(error) && !/意外退出/.test(error);

async function given(name: string, bytes: Uint8Array, index: number) {
	const folder = join(home.path, '..', `given-${index}`);
	mkdirSync(folder);
	const path = join(folder, name.replaceAll(/[/\0]/g, '_').slice(0, 80) || '_');
	writeFileSync(path, bytes);
	return ingestFile(ingestContext(app), { path, sourceId: 'test' });
}

test(`${count} files that were changed (seed ${seed}) are taken in whole or refused with a sentence`, async () => {
	const { mutatedFiles } = (await import(join(scripts, 'mutated-files.mjs'))) as Trial;
	const { randomFrom } = (await import(join(scripts, 'installation.mjs'))) as {
		randomFrom(seed: number): () => number;
	};
	const forms = [['在建工程项目台账_1.xlsx', await ledgerForm()]];
	const faults: string[] = [];
	for await (const file of mutatedFiles({ folder: demo, forms, count, random: randomFrom(seed) })) {
		const fault = (what: string) =>
			faults.push(`${file.index} ${file.name} (${file.format}, ${file.what}): ${what}`);
		try {
			if (file.isBoundary) {
				const card = {
					fileName: file.name,
					approvalNo: '豫S',
					origin: '测绘院',
					projection: 'WGS84'
				} as const;
				await importBoundaries(app, { id: 'x', name: '甲' }, { bytes: file.bytes, ...card });
				continue;
			}
			const reports = await given(file.name, file.bytes, file.index);
			if (file.rows !== undefined && reports[0]?.rows_read !== file.rows) fault(JSON.stringify(reports));
			for (const { error, rows_read, accepted, set_aside } of reports) {
				if (error === null && accepted + set_aside !== rows_read) fault('rows are not accounted for');
				if (error !== null && !soundOrSaid(error)) fault(error);
			}
		} catch (error) {
			if (!(error instanceof RiskError)) fault(String(error));
		}
	}
	expect(faults).toEqual([]);
	expect((await home.command(app, verify, [])).code).toBe(0);
	for (const folder of ['tmp', join('landed', 'incoming')])
		expect(readdirSync(join(home.path, folder))).toEqual([]);
});

test.each([
	['', 'a\\"b', '"'],
	['*', '\\', '$'],
	['a\u0000b', '\ud800', '~1/'],
	['__proto__', "'; drop table batch; --", '\n']
])('keys of JSON that are no names of columns, %j %j %j, leave the others readable', async (...keys) => {
	const row = Object.fromEntries(keys.map((key) => [key, 'x']));
	const rows = [{ uscc: '91410803MA0000001X', month: '2026-08', paid: '1', ...row }];
	const text = rows.map((one) => JSON.stringify(one)).join('\n');
	const [report] = await given(
		`tax_${keys.length}.ndjson`,
		Buffer.from(text),
		10_000 + keys[0]!.length * 7 + keys[1]!.length
	);
	expect(report).toMatchObject({ error: null, rows_read: 1 });
});

test.each(['csv', 'json', 'ndjson'])(
	'a row of a million letters in %s is set aside, the others are taken in',
	async (ending) => {
		const rows = ['1', '9'.repeat(1_000_000), '3'].map((paid, n) => ({
			uscc: `91410803MA000000${n}X`,
			month: '2026-07',
			paid
		}));
		const text = {
			csv: ['uscc,month,paid', ...rows.map((row) => Object.values(row).join(','))].join('\n'),
			json: JSON.stringify({ rows }),
			ndjson: rows.map((row) => JSON.stringify(row)).join('\n')
		}[ending]!;
		const [report] = await given(
			`tax_long.${ending}`,
			Buffer.from(text),
			20_000 + ending.length * 10 + ending.charCodeAt(0)
		);
		expect(report).toMatchObject({ error: null, rows_read: 3, set_aside: 1 });
	}
);
