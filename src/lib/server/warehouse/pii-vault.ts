import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeedColumn } from '$lib/domain/feed';
import { RiskError } from '$lib/domain/errors';
import type { SuiteName } from '$lib/domain/suite-name';
import { suites } from './cipher-suite';
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

/** The two secrets of an installation, kept in one file outside the database, and what they seal with. */
export interface PersonalKeys {
	readonly hmac: Buffer;
	readonly cipher: Buffer;
	readonly suite: SuiteName;
}

export const personalKeyPath = (home: string) => join(home, 'keys', 'personal.key');

/** The second line of a key file that seals with SM4 and SM3; a file of one line seals with AES-256-GCM. */
const smLine = 'suite sm';

/**
 * Reads the keys of a home, or makes them where the home is new.
 * @param wanted algorithms that the person who starts a home asks for; null: those of the home, AES in a new one
 * @throws RiskError KEYS_UNREADABLE, KEYS_OTHER_SUITE
 */
export function personalKeys(home: string | undefined, wanted: SuiteName | null = null): PersonalKeys {
	if (home === undefined)
		return { hmac: Buffer.alloc(32, 7), cipher: Buffer.alloc(32, 9), suite: wanted ?? 'aes' };
	const path = personalKeyPath(home);
	if (!existsSync(path)) {
		mkdirSync(join(home, 'keys'), { recursive: true, mode: 0o700 });
		const lines = [randomBytes(64).toString('hex'), ...(wanted === 'sm' ? [smLine] : [])];
		writeFileSync(path, lines.join('\n'), { mode: 0o400, flag: 'wx' });
	}
	const [hex = '', second = ''] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
	const bytes = Buffer.from(hex, 'hex');
	if (bytes.length !== 64 || !['', smLine].includes(second)) {
		throw new RiskError(
			'KEYS_UNREADABLE',
			`个人信息密钥文件 ${path} 已损坏，请从备份中恢复该文件后再启动。`,
			{ path }
		);
	}
	const suite = second === smLine ? 'sm' : 'aes';
	if (wanted !== null && wanted !== suite) {
		throw new RiskError(
			'KEYS_OTHER_SUITE',
			`数据目录建立时选定的是 ${suites[suite].algorithm}，不能改用 ${suites[wanted].algorithm}，以免同一目录里混用；请去掉 XINSHAO_CIPHER，或用 XINSHAO_HOME 另建目录再导入。`,
			{ suite, wanted }
		);
	}
	return { hmac: bytes.subarray(0, 32), cipher: bytes.subarray(32), suite };
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

/** Seals a text with the installation's algorithms. */
export const seal = (keys: PersonalKeys, plain: string): Buffer =>
	suites[keys.suite].seal(keys.cipher, Buffer.from(plain, 'utf8'));

/** The text of a sealed block. */
export const unseal = (keys: PersonalKeys, sealed: Uint8Array): string =>
	suites[keys.suite].unseal(keys.cipher, sealed).toString('utf8');
