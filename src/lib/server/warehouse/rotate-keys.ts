import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { keepKeyAct, keyState } from './key-book';
import { freshKey, personalKeyPath, writeKeyFile } from './key-file';
import { isUnderFirstKey, rewrap } from './landed-files';
import { seal, sealHead, unseal, type PersonalKeys } from './pii-vault';
import { rekeyPersons } from './rekey-persons';
import type { Warehouse } from './warehouse';

/** What changing the keys needs. */
export interface KeyDesk {
	readonly warehouse: Warehouse;
	readonly keys: PersonalKeys;
	readonly home: string;
	readonly clock: Clock;
	readonly actor: Actor;
}

/** What still is under a key of before. */
export interface KeyRemains {
	readonly keyed: boolean;
	readonly blocks: number;
	readonly attachments: number;
	readonly files: number;
}

/** Tables of sealed bytes, each with the column that numbers them. */
const sealedTables = [
	{ table: 'pii_block', id: 'block_id', bytes: 'cipher' },
	{ table: 'attachment_bytes', id: 'attachment_id', bytes: 'bytes' }
] as const;
type SealedTable = (typeof sealedTables)[number];

const blocksAtATime = 64;

/** SQL that is true of bytes that the key in force did not seal. */
const isOlder = (keys: PersonalKeys, column: string) =>
	`lower(substr(hex(${column}), 1, ${sealHead(keys.all[0]!).length})) <> '${sealHead(keys.all[0]!)}'`;

async function countOlder({ warehouse, keys }: KeyDesk, { table, bytes }: SealedTable): Promise<number> {
	const [row] = await warehouse.read(
		`select count(*) as n from ${table} where ${isOlder(keys, bytes)}`,
		{},
		z.object({ n: z.coerce.number() })
	);
	return row?.n ?? 0;
}

/** Landed files whose key is sealed with a key of before. */
async function olderFiles({ home, keys }: KeyDesk): Promise<string[]> {
	const folder = join(home, 'landed');
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	const older: string[] = [];
	for (const entry of entries) {
		if (!entry.isFile() || entry.parentPath.endsWith('incoming')) continue;
		const path = join(entry.parentPath, entry.name);
		// A file may be destroyed between the list and this look at it.
		const isFine = await isUnderFirstKey(path, keys).catch(
			(error: NodeJS.ErrnoException) => error.code === 'ENOENT'
		);
		if (!isFine) older.push(path);
	}
	return older;
}

/** What is still keyed or sealed with a key of before: nothing, where that may be destroyed. */
export async function keyRemains(desk: KeyDesk): Promise<KeyRemains> {
	const [blocks, attachments] = await Promise.all(sealedTables.map((one) => countOlder(desk, one)));
	return {
		keyed: desk.keys.indexId !== desk.keys.all[0]!.id,
		blocks: blocks ?? 0,
		attachments: attachments ?? 0,
		files: (await olderFiles(desk)).length
	};
}

export const isNothing = ({ keyed, blocks, attachments, files }: KeyRemains): boolean =>
	!keyed && blocks + attachments + files === 0;

/** Seals one lot of bytes anew; false where none is left. */
function resealSome({ warehouse, keys }: KeyDesk, { table, id, bytes }: SealedTable): Promise<number> {
	return warehouse.write(async (tx) => {
		const rows = await tx.all(
			`select ${id} as id, to_base64(${bytes}) as sealed from ${table} where ${isOlder(keys, bytes)}
			order by ${id} limit ${table === 'pii_block' ? blocksAtATime : 1}`
		);
		if (rows.length === 0) return 0;
		const fresh = rows.map((row) => ({
			id: Number(row['id']),
			bytes: seal(keys, unseal(keys, Buffer.from(String(row['sealed']), 'base64')))
		}));
		await tx.run(`delete from ${table} where ${id} in (${fresh.map((row) => row.id).join(', ')})`);
		await tx.insertBlobs(table, fresh);
		return fresh.length;
	});
}

/**
 * Changes the keys of personal data, or goes on where that was broken off: a new key is drawn, all persons are keyed by it
 * in one transaction, then vault, attachments and landed files are sealed with it step by step while work goes on. The key
 * of before stays until `destroyOldKeys`.
 * @throws RiskError KEYS_UNMATCHED, KEYS_MISSING
 */
export async function rotateKeys(desk: KeyDesk, say: (line: string) => void): Promise<KeyRemains> {
	const { keys, home, warehouse, clock, actor } = desk;
	const path = personalKeyPath(home);
	if (keys.all.length === 1) {
		// Where sealing is by SM4, persons are keyed by SM3 from now on.
		const file = { suite: keys.suite, all: [freshKey(keys.suite === 'sm' ? 'sm3' : 'sha256'), ...keys.all] };
		writeKeyFile(path, file);
		keys.take(file);
		say(`新密钥 ${file.all[0]!.id} 已启用，旧密钥 ${keys.all[1]!.id} 保留到全部换完`);
	} else say(`接着上次：换到密钥 ${keys.all[0]!.id}`);
	const keyId = keys.all[0]!.id;
	const done = { values: 0, pii_block: 0, attachment_bytes: 0, files: 0 };
	if (keys.indexId !== keyId) {
		done.values = await rekeyPersons(warehouse, keys, { at: shanghaiTime(clock()), actor });
		say(`检索索引已换：${done.values} 个值`);
	}
	for (const one of sealedTables)
		for (let some = 1; some > 0;) {
			some = await resealSome(desk, one);
			done[one.table] += some;
		}
	say(`密文已换：${done.pii_block} 块，附件 ${done.attachment_bytes} 个`);
	// What a kill leaves in this folder is gone at the next start.
	const incoming = join(home, 'landed', 'incoming');
	await mkdir(incoming, { recursive: true });
	const half = join(incoming, 'rewrap.half');
	for (const file of await olderFiles(desk)) {
		await rewrap(file, keys, half);
		done.files += 1;
	}
	await rm(half, { force: true });
	say(`原始文件已换：${done.files} 个`);
	const remains = await keyRemains(desk);
	if (isNothing(remains)) {
		const { last } = await keyState(warehouse);
		if (last !== 'sealed')
			await warehouse.write((tx) =>
				keepKeyAct(tx, { act: 'sealed', keyId, at: shanghaiTime(clock()), actor, counts: done })
			);
	}
	return remains;
}

/**
 * Destroys the keys of before: a second act, after everything was sealed anew. Backups of before open only with the key
 * that lies in them.
 * @throws RiskError KEYS_ALONE, KEYS_IN_USE
 */
export async function destroyOldKeys(desk: KeyDesk): Promise<readonly string[]> {
	const { keys, home, warehouse, clock, actor } = desk;
	const [first, ...older] = keys.all;
	if (first === undefined || older.length === 0)
		throw new RiskError(
			'KEYS_ALONE',
			'没有待销毁的旧密钥；要更换密钥，请先运行 npm run -s xinshao -- keys rotate。'
		);
	const remains = await keyRemains(desk);
	const isBackingUp = (await readdir(join(home, 'tmp'))).some((name) => name.startsWith('backup-'));
	if (!isNothing(remains) || isBackingUp)
		throw new RiskError(
			'KEYS_IN_USE',
			isBackingUp
				? '正在做备份，没有销毁旧密钥；请等备份完成后再试。'
				: `还有内容用旧密钥加密（密文 ${remains.blocks} 块、附件 ${remains.attachments} 个、原始文件 ${remains.files} 个），没有销毁；请先运行 npm run -s xinshao -- keys rotate。`
		);
	await warehouse.write((tx) =>
		keepKeyAct(tx, {
			act: 'destroyed',
			keyId: first.id,
			at: shanghaiTime(clock()),
			actor,
			counts: { keys: older.map(({ id }) => id) }
		})
	);
	const file = { suite: keys.suite, all: [first] };
	writeKeyFile(personalKeyPath(home), file);
	keys.take(file);
	return older.map(({ id }) => id);
}
