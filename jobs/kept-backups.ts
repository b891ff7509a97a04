import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { upgradeCopies } from '$lib/server/warehouse/upgrade-copy';
import { backupOf, keptAs, type KeptAs } from './backup-plan';

/** What the manifest inside a backup says; further members of it do not matter here. */
const manifest = z.object({
	made_at: z.string(),
	schema_version: z.number(),
	database_sha256: z.string(),
	tables: z.record(z.string(), z.object({ rows: z.number() })),
	audit: z.object({ no: z.number().int(), hash: z.string() }).optional()
});

/** A backup as it lies in its folder, with its proof. */
export interface BackupCard {
	readonly name: string;
	/** Shanghai time; null where its manifest cannot be read. */
	readonly madeAt: string | null;
	readonly bytes: number;
	readonly rows: number;
	readonly tables: number;
	readonly schemaVersion: number | null;
	/** Of the database file in it, which was opened and read through before the backup got its name. */
	readonly sha256: string | null;
	/** Periods of the plan that it is kept for; none: it goes with the next backup. */
	readonly keptAs: readonly KeptAs[];
	/** Whether the second place has it, as large; null where there is none. */
	readonly isInSecondPlace: boolean | null;
}

const mostManifestBytes = 4 * 2 ** 20;

/** The manifest of a backup, without unpacking the rest; '' where there is none. */
function manifestText(file: string): Promise<string> {
	return new Promise((resolve) => {
		const child = spawn('tar', ['-xOf', file, 'manifest.json'], { stdio: ['ignore', 'pipe', 'ignore'] });
		let text = '';
		child.stdout.on('data', (chunk: Buffer) => {
			text += chunk.toString();
			if (text.length > mostManifestBytes) child.kill('SIGKILL');
		});
		child.on('error', () => resolve(''));
		child.on('close', (code) => resolve(code === 0 ? text : ''));
	});
}

type Proof = z.infer<typeof manifest> | null;
/** Backups do not change: what one said of itself is remembered by name, size and moment. */
const remembered = new Map<string, Promise<Proof>>();

function proofOf(file: string, mark: string): Promise<Proof> {
	const key = `${file} ${mark}`;
	const known = remembered.get(key);
	if (known) return known;
	const asked = manifestText(file).then((text) => {
		try {
			return manifest.parse(JSON.parse(text));
		} catch {
			return null;
		}
	});
	remembered.set(key, asked);
	if (remembered.size > 200) remembered.delete(remembered.keys().next().value ?? '');
	return asked;
}

const sizeOf = (path: string) =>
	stat(path).then(
		({ size }) => size,
		() => null
	);

/** Backups of a home that the timetable made, newest first. */
export async function backupCards(home: string, secondPlace: string | undefined): Promise<BackupCard[]> {
	const folder = join(home, 'backups');
	const names = (await readdir(folder).catch(() => [])).filter((name) => backupOf(name) !== undefined);
	const kept = keptAs(names);
	return Promise.all(
		names
			.sort()
			.reverse()
			.map(async (name) => {
				const file = join(folder, name);
				const { size, mtimeMs } = await stat(file);
				const proof = await proofOf(file, `${size} ${mtimeMs}`);
				const counts = Object.values(proof?.tables ?? {});
				return {
					name,
					madeAt: proof?.made_at ?? null,
					bytes: size,
					rows: counts.reduce((sum, { rows }) => sum + rows, 0),
					tables: counts.length,
					schemaVersion: proof?.schema_version ?? null,
					sha256: proof?.database_sha256 ?? null,
					keptAs: kept.get(name) ?? [],
					isInSecondPlace: secondPlace === undefined ? null : (await sizeOf(join(secondPlace, name))) === size
				};
			})
	);
}

/** What the backups of a home, those in its second place too, say of the audit log of their day: name, line and hash. */
export async function auditAnchors(
	home: string,
	secondPlace: string | undefined
): Promise<{ name: string; no: number; hash: string }[]> {
	const folders = [join(home, 'backups'), ...(secondPlace === undefined ? [] : [secondPlace])];
	const found: { name: string; no: number; hash: string }[] = [];
	for (const folder of folders)
		for (const name of (await readdir(folder).catch(() => [])).filter((one) => backupOf(one))) {
			const file = join(folder, name);
			const { size, mtimeMs } = await stat(file);
			const proof = await proofOf(file, `${size} ${mtimeMs}`);
			if (proof?.audit) found.push({ name, ...proof.audit });
		}
	return found;
}

/** Databases kept from before upgrades: version of the schema and size. */
export async function upgradeCards(home: string): Promise<{ version: number; bytes: number }[]> {
	return Promise.all(
		upgradeCopies(home).map(async (version) => ({
			version,
			bytes: (await sizeOf(join(home, 'backups', `before-upgrade-${version}.duckdb`))) ?? 0
		}))
	);
}
