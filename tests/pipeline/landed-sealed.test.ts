import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '$lib/server/app';
import { landFile } from '$lib/server/ingest/land';
import { suiteNames } from '$lib/domain/suite-name';
import {
	chunkBytes as chunk,
	destroyLanded,
	isSealed,
	landedBytes,
	landedDigest
} from '$lib/server/warehouse/landed-files';
import { personalKeys } from '$lib/server/warehouse/pii-vault';
import rebuild from '$jobs/commands/rebuild.command';
import verify from '$jobs/commands/verify.command';
import { databasePath } from '$lib/server/warehouse/open';
import { testHome } from '../support/home';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'xinshao-landed-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const identity = '991234199001011234';

async function plainOf(path: string, keys = personalKeys(undefined)): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const bytes of landedBytes(path, keys)) parts.push(Buffer.from(bytes));
	return Buffer.concat(parts);
}

async function land(bytes: Buffer, keys = personalKeys(undefined), name = 'payroll.csv') {
	const source = join(home, name);
	writeFileSync(source, bytes);
	const landed = await landFile(source, name, { home, keys });
	await landed.settled();
	return landed;
}

const rosterText = `project_code,worker_id_no,worker_name,entry_date
P1,${identity},赵铁柱,2026-08-01
P1,991234199001011242,钱小满,2026-08-01
`;
const act = {
	actor_id: 'local',
	actor: '本机',
	address: null,
	act: 'try',
	subject: null,
	result: 'done' as const,
	detail: null
};

describe.each(suiteNames)('files landed with %s', (suite) => {
	const keys = personalKeys(undefined, suite);

	it.each([0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 17])(
		'give back every one of %i bytes, under the hash of the plain ones',
		async (size) => {
			const bytes = randomBytes(size);
			const landed = await land(bytes, keys);
			expect(landed.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
			expect((await plainOf(landed.path, keys)).equals(bytes)).toBe(true);
			expect(await landedDigest(landed.path, keys)).toBe(landed.sha256);
			const stored = readFileSync(landed.path);
			expect(stored.includes(keys.suite === 'sm' ? 'SM4-CTR-HMAC-SM3' : 'AES-256-GCM')).toBe(true);
			expect(stored.length).toBeGreaterThan(size);
		}
	);

	it('hold no identity number, and are not opened where a byte was changed, cut off or put elsewhere', async () => {
		const bytes = Buffer.from(`worker_id_no\n${`${identity}\n`.repeat(150_000)}`);
		const { path } = await land(bytes, keys);
		const sealed = readFileSync(path);
		expect(sealed.includes(identity)).toBe(false);
		const at = sealed.length - 20;
		const changed = Buffer.from(sealed);
		changed[at] = changed[at]! ^ 1;
		const head = 10 + sealed.readUInt16BE(8);
		const tag = suite === 'sm' ? 32 : 16;
		const swapped = Buffer.concat([
			sealed.subarray(0, head),
			sealed.subarray(head + chunk + tag, head + 2 * (chunk + tag)),
			sealed.subarray(head, head + chunk + tag),
			sealed.subarray(head + 2 * (chunk + tag))
		]);
		for (const bad of [changed, swapped, sealed.subarray(0, -1), sealed.subarray(0, head + chunk + tag)]) {
			writeFileSync(path, bad);
			await expect(plainOf(path, keys)).rejects.toMatchObject({ code: 'LANDED_UNREADABLE' });
		}
		writeFileSync(path, sealed);
		const others = { ...keys, cipher: Buffer.alloc(32, 1) };
		await expect(plainOf(path, others)).rejects.toMatchObject({ code: 'LANDED_UNREADABLE' });
	});
});

it('reads a file that an older version landed in the clear, and seals it when it comes again', async () => {
	const bytes = Buffer.from(`uscc,month\n${identity},2026-08\n`);
	const { path } = await land(bytes);
	writeFileSync(path, bytes);
	expect(await isSealed(path)).toBe(false);
	expect((await plainOf(path)).equals(bytes)).toBe(true);
	await land(bytes);
	expect(await isSealed(path)).toBe(true);
	expect((await plainOf(path)).equals(bytes)).toBe(true);
});

it('destroys a file so that a copy of what remains on the medium cannot be opened', async () => {
	const { path, relativePath } = await land(Buffer.from(identity));
	await destroyLanded(path);
	await destroyLanded(path);
	expect(readdirSync(join(home, 'landed', relativePath.split('/')[1]!))).toEqual([]);
});

it('does not settle where somebody wrote into the source after it was sealed', async () => {
	const source = join(home, 'growing.csv');
	writeFileSync(source, 'a');
	const landed = await landFile(source, 'growing.csv', { home, keys: personalKeys(undefined) });
	writeFileSync(source, 'b');
	await expect(landed.settled()).rejects.toMatchObject({ code: 'FILE_CHANGED' });
	expect((await plainOf(landed.path)).toString()).toBe('a');
});

it('keeps to the algorithms that a home was made with', () => {
	expect(personalKeys(home, 'sm').suite).toBe('sm');
	expect(personalKeys(home).suite).toBe('sm');
	expect(() => personalKeys(home, 'aes')).toThrow(/SM4-CTR-HMAC-SM3/);
});

it('is rebuilt, verified and swept of copies where everything is sealed with SM4', async () => {
	const sealed = testHome();
	try {
		const config = { ...sealed.config, cipher: 'sm' as const };
		let app = await createApp(config);
		const [report] = await sealed.ingest(app, 'roster_1.csv', rosterText);
		expect(report).toMatchObject({ accepted: 2, error: null });
		await app.audit.record(act);
		await app.close();
		for (const end of ['', '.wal']) rmSync(databasePath(sealed.path) + end, { force: true });
		writeFileSync(join(sealed.path, 'tmp', 'plain-left'), identity);
		expect((await sealed.command(sealed.config, rebuild, [])).code).toBe(0);
		app = await sealed.open();
		const { code, out } = await sealed.command(app, verify, []);
		expect(out).toContain('1 个原始文件与入库时一致');
		expect(code).toBe(0);
		await app.close();
		expect(readdirSync(join(sealed.path, 'tmp'))).toEqual([]);
		for (const file of readdirSync(sealed.path, { recursive: true, withFileTypes: true })) {
			if (!file.isFile()) continue;
			const path = join(file.parentPath, file.name);
			expect(readFileSync(path).includes(identity), path).toBe(false);
		}
	} finally {
		sealed.remove();
	}
}, 40_000);
