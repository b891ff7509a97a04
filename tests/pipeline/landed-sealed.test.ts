import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { landFile } from '$lib/server/ingest/land';
import { suiteNames } from '$lib/server/warehouse/cipher-suite';
import { destroyLanded, isSealed, landedBytes, landedDigest } from '$lib/server/warehouse/landed-files';
import { personalKeys } from '$lib/server/warehouse/pii-vault';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'xinshao-landed-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const identity = '991234199001011234';
const chunk = 4 * 2 ** 20;

async function plainOf(path: string, keys = personalKeys(undefined)): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const bytes of landedBytes(path, keys)) parts.push(Buffer.from(bytes));
	return Buffer.concat(parts);
}

async function land(bytes: Buffer, keys = personalKeys(undefined), name = 'payroll.csv') {
	const source = join(home, name);
	writeFileSync(source, bytes);
	const landed = await landFile(source, name, { home, keys });
	await landed.flushed;
	return { ...landed, path: join(home, landed.relativePath) };
}

describe.each(suiteNames)('files landed with %s', (suite) => {
	const keys = personalKeys(undefined, suite);

	it.each([0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 17])(
		'give back every one of %i bytes, under the hash of the plain ones',
		async (size) => {
			const bytes = randomBytes(size);
			const landed = await land(bytes, keys);
			expect(landed.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
			expect((await plainOf(landed.path, keys)).equals(bytes)).toBe(true);
			expect(readFileSync(landed.plain).equals(bytes)).toBe(true);
			expect(await landedDigest(landed.path, keys)).toBe(landed.sha256);
			const stored = readFileSync(landed.path);
			expect(stored.includes(keys.suite === 'sm' ? 'SM4-CTR-HMAC-SM3' : 'AES-256-GCM')).toBe(true);
			expect(stored.length).toBeGreaterThan(size);
		}
	);

	it('hold no identity number, and are not opened where a byte was changed, cut off or put elsewhere', async () => {
		const bytes = Buffer.from(`worker_id_no\n${`${identity}\n`.repeat(600_000)}`);
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

it('keeps to the algorithms that a home was made with', () => {
	expect(personalKeys(home, 'sm').suite).toBe('sm');
	expect(personalKeys(home).suite).toBe('sm');
	expect(() => personalKeys(home, 'aes')).toThrow(/SM4-CTR-HMAC-SM3/);
});
