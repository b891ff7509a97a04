import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { FeedColumn } from '$lib/domain/feed';
import { RiskError } from '$lib/domain/errors';
import type { SuiteName } from '$lib/domain/suite-name';
import { suites } from './cipher-suite';
import {
	freshKey,
	personalKeyOf,
	personalKeyPath,
	readKeyFile,
	writeKeyFile,
	type IndexHash,
	type KeyFile,
	type PersonalKey
} from './key-file';
import type { Transaction } from './warehouse';

/** What kind of personal information a column holds; the same person has the same key in every feed. */
export type PersonalKind = 'id' | 'phone' | 'account' | 'name' | 'content';

/** The kind of a personal column, by its name in the contract. */
export function personalKind(column: FeedColumn): PersonalKind {
	if (column.name.endsWith('_id_no')) return 'id';
	if (column.name.endsWith('phone')) return 'phone';
	if (column.name === 'bank_card_no' || column.name === 'account_no') return 'account';
	return column.name === 'content' ? 'content' : 'name';
}

/** SQL of the form that pages show: enough to tell two apart, too little to know who it is. */
export function maskSql(kind: string, value: string): string {
	return `case ${kind}
		when 'id' then left(${value}, 3) || repeat('*', greatest(length(${value}) - 7, 0)) || right(${value}, 4)
		when 'phone' then left(${value}, 3) || '****' || right(${value}, 4)
		when 'account' then '**** ' || right(${value}, 4)
		when 'content' then '（内容已加密，' || length(${value}) || ' 字）'
		else left(${value}, 1) || repeat('*', greatest(least(length(${value}) - 1, 2), 1)) end`;
}

/**
 * The keys of an installation, kept in one file outside the database, and what they seal with. While they are being
 * changed there are several: new values are sealed with the first, and each sealed value names its key.
 */
export interface PersonalKeys {
	/** What persons are keyed by at this moment; it changes in the very transaction in which all of them are keyed anew. */
	readonly hmac: Buffer;
	readonly index: IndexHash;
	readonly indexId: string;
	readonly suite: SuiteName;
	/** The key in force first. */
	readonly all: readonly PersonalKey[];
	/** @throws RiskError KEYS_MISSING where the file does not hold the key that rows were keyed with */
	useIndex(id: string): void;
	/** Takes up what the file holds by now. */
	take(file: KeyFile): void;
}

class KeyRing implements PersonalKeys {
	#file: KeyFile;
	#index: PersonalKey;

	constructor(file: KeyFile) {
		this.#file = file;
		// Rows were keyed by the oldest, until the database says otherwise.
		this.#index = file.all.at(-1)!;
	}

	get hmac(): Buffer {
		return this.#index.hmac;
	}

	get index(): IndexHash {
		return this.#index.index;
	}

	get indexId(): string {
		return this.#index.id;
	}

	get suite(): SuiteName {
		return this.#file.suite;
	}

	get all(): readonly PersonalKey[] {
		return this.#file.all;
	}

	useIndex(id: string): void {
		this.#index = keyNamed(this, id);
	}

	take(file: KeyFile): void {
		this.#file = file;
	}
}

/** @throws RiskError KEYS_MISSING */
export function keyNamed({ all }: Pick<PersonalKeys, 'all'>, id: string): PersonalKey {
	const found = all.find((key) => key.id === id);
	if (found) return found;
	throw new RiskError(
		'KEYS_MISSING',
		`这里的个人信息是用编号 ${id} 的密钥加密的，而 keys/personal.key 里只有 ${all.map((key) => key.id).join('、')}；请从与这份数据同一天的备份里取回 keys/personal.key 再启动，数据未作任何改动。`,
		{ id }
	);
}

/**
 * Reads the keys of a home, or makes them where the home is new.
 * @param wanted algorithms that the person who starts a home asks for; null: those of the home, AES in a new one
 * @throws RiskError KEYS_UNREADABLE, KEYS_OTHER_SUITE
 */
export function personalKeys(home: string | undefined, wanted: SuiteName | null = null): PersonalKeys {
	const indexOf = (suite: SuiteName | null): IndexHash => (suite === 'sm' ? 'sm3' : 'sha256');
	if (home === undefined) {
		const bytes = Buffer.concat([Buffer.alloc(32, 7), Buffer.alloc(32, 9)]);
		return new KeyRing({ suite: wanted ?? 'aes', all: [personalKeyOf(bytes, indexOf(wanted))] });
	}
	const path = personalKeyPath(home);
	if (!existsSync(path)) writeKeyFile(path, { suite: wanted ?? 'aes', all: [freshKey(indexOf(wanted))] });
	const file = readKeyFile(path);
	const { suite } = file;
	if (wanted !== null && wanted !== suite) {
		throw new RiskError(
			'KEYS_OTHER_SUITE',
			`数据目录建立时选定的是 ${suites[suite].algorithm}，不能改用 ${suites[wanted].algorithm}，以免同一目录里混用；请去掉 XINSHAO_CIPHER，或用 XINSHAO_HOME 另建目录再导入。`,
			{ suite, wanted }
		);
	}
	return new KeyRing(file);
}

const blockOfSha256 = 64;

/** SQL of the key of a value: HMAC-SHA-256 cut to 63 bits, the same as the library would give. */
export function keySql(keys: Pick<PersonalKeys, 'hmac'>, kind: string, value: string): string {
	const padded = Buffer.alloc(blockOfSha256);
	keys.hmac.copy(padded);
	const pad = (mask: number) => `unhex('${Buffer.from(padded.map((byte) => byte ^ mask)).toString('hex')}')`;
	const inner = `unhex(sha256(${pad(0x36)} || encode(${kind} || ':' || ${value})))`;
	return `cast(cast('0x' || substr(sha256(${pad(0x5c)} || ${inner}), 1, 16) as ubigint) >> 1 as bigint)`;
}

/** The key of a value: the same that the database works out. */
export function blindKey(key: Pick<PersonalKey, 'hmac' | 'index'>, kind: string, value: string): bigint {
	const digest = createHmac(key.index, key.hmac).update(`${kind}:${value}`).digest('hex');
	return BigInt(`0x${digest.slice(0, 16)}`) >> 1n;
}

/** Values whose keys are worked out at a time where the database cannot do it. */
const valuesAtATime = 20_000;

/**
 * Makes the temporary table `person` (kind, value, pii_key) of the distinct kinds and values that a question gives. The
 * database has no SM3: where persons are keyed by it, their keys are worked out here.
 */
export async function keyPersons(
	tx: Transaction,
	key: Pick<PersonalKey, 'hmac' | 'index'>,
	valuesSql: string
): Promise<void> {
	if (key.index === 'sha256') {
		await tx.run(`create or replace temp table person as
			select kind, value, ${keySql(key, 'kind', 'value')} as pii_key from (${valuesSql})`);
		return;
	}
	await tx.run(`create or replace temp table unkeyed as
		select kind, value, row_number() over () - 1 as place from (${valuesSql})`);
	await tx.run(
		'create or replace temp table person as select kind, value, cast(null as bigint) as pii_key from unkeyed limit 0'
	);
	for (let from = 0; ; from += valuesAtATime) {
		const rows = await tx.all(
			'select kind, value from unkeyed where place >= $from and place < $to order by place',
			{ from, to: from + valuesAtATime }
		);
		if (rows.length === 0) break;
		const given = rows.map((row) => blindKey(key, String(row['kind']), String(row['value'])).toString());
		await tx.run(
			`insert into person select u.kind, u.value, cast(k.pii_key as bigint) from unkeyed u join (
				select unnest(cast(cast($keys as json) as varchar[])) as pii_key, unnest(range($from, $to)) as place
			) as k on k.place = u.place`,
			{ keys: JSON.stringify(given), from, to: from + rows.length }
		);
	}
	await tx.run('drop table unkeyed');
}

const valuesPerBlock = 1024;

/**
 * Keeps the values of the temporary table `person` (kind, value, pii_key) that are not kept yet:
 * encrypted in blocks, and a mask that pages may show.
 */
export async function keepPersons(tx: Transaction, keys: PersonalKeys): Promise<void> {
	const [last] = await tx.all('select coalesce(max(block_id), 0) as block_id from pii_block');
	const firstBlock = Number(last?.['block_id'] ?? 0) + 1;
	await tx.run(`create or replace temp table fresh_person as
		select pii_key, kind, value, (row_number() over (order by pii_key) - 1) as place
		from (select pii_key, min(kind) as kind, min(value) as value from person group by pii_key)
		where pii_key not in (select pii_key from pii_value)`);
	await tx.run(
		`insert into pii_value select pii_key, ${maskSql('kind', 'value')},
			cast($first + place // ${valuesPerBlock} as integer), cast(place % ${valuesPerBlock} as integer)
		from fresh_person order by pii_key`,
		{ first: firstBlock }
	);
	const blocks =
		await tx.all(`select place // ${valuesPerBlock} as n, to_json(list(value order by place)) as plain
		from fresh_person group by n order by n`);
	await tx.insertBlobs(
		'pii_block',
		blocks.map((block) => ({
			id: firstBlock + Number(block['n']),
			bytes: seal(keys, String(block['plain']))
		}))
	);
	await tx.run('drop table fresh_person');
}

/** What sealed values begin with: this mark, then the four bytes that name the key. */
const sealMark = Buffer.from('XK\u0001', 'latin1');
const headBytes = sealMark.length + 4;

/** The first bytes of whatever a key sealed, in hexadecimal digits. */
export const sealHead = (key: PersonalKey): string => sealMark.toString('hex') + key.id;

/** Seals a text with the installation's algorithms, under the key in force. */
export function seal(keys: PersonalKeys, plain: string): Buffer {
	const key = keys.all[0]!;
	const sealed = suites[keys.suite].seal(key.cipher, Buffer.from(plain, 'utf8'));
	return Buffer.concat([Buffer.from(sealHead(key), 'hex'), sealed]);
}

/**
 * The text of a sealed block; one of an older version does not name its key.
 * @throws RiskError KEYS_MISSING
 */
export function unseal(keys: PersonalKeys, sealed: Uint8Array): string {
	const { seal: _, ...suite } = suites[keys.suite];
	const head = Buffer.from(sealed.subarray(0, headBytes));
	if (head.subarray(0, sealMark.length).equals(sealMark)) {
		const key = keyNamed(keys, head.subarray(sealMark.length).toString('hex'));
		return suite.unseal(key.cipher, sealed.subarray(headBytes)).toString('utf8');
	}
	return unsealedByAny(keys.all, (key) => suite.unseal(key.cipher, sealed)).toString('utf8');
}

/** What the first key gives that fits. @throws what the last one says, where none fits */
export function unsealedByAny<T>(all: readonly PersonalKey[], open: (key: PersonalKey) => T): T {
	for (const key of all.slice(0, -1)) {
		try {
			return open(key);
		} catch {
			// Another key: the last one speaks for all.
		}
	}
	return open(all.at(-1)!);
}
