import { createHash } from 'node:crypto';
import { writeXlsx, type CellValue } from 'hucre/xlsx';
import { z } from 'zod';
import { feeds } from '$lib/domain/feeds';
import { RiskError } from '$lib/domain/errors';
import { storedColumns, type StoredColumn } from '../warehouse/feed-tables';
import { unseal, type PersonalKeys } from '../warehouse/pii-vault';
import type { Reader, Warehouse } from '../warehouse/warehouse';
import type { Release } from './release-book';

/** Shortest password of a file that leaves the house. */
export const shortestPassword = 12;

/** A file with personal values in the clear, locked with the password of whoever takes it. */
export interface ReleaseFile {
	readonly bytes: Uint8Array;
	readonly sha256: string;
	readonly rows: number;
}

interface Makings {
	/** Sees only what the person may see. */
	readonly reader: Reader;
	readonly warehouse: Warehouse;
	readonly keys: PersonalKeys;
	readonly release: Release;
	readonly password: string;
	/** Who takes it, and when. */
	readonly by: string;
	readonly at: string;
	/** Rounds in which a password becomes a key; the usual 100,000 take seconds, a test needs fewer. */
	readonly rounds?: number;
}

const cells = z.record(z.string(), z.string().nullable());
const block = z.object({ id: z.coerce.number(), cipher: z.string() });
const place = z.object({ key: z.string(), block: z.coerce.number(), slot: z.coerce.number() });

/** The personal values of a project's rows by key; erased ones are not among them. */
async function valuesOf({ warehouse, keys, release }: Makings, columns: readonly string[]) {
	const feed = `feed_${release.feed}`;
	const used = columns.map(
		(column) => `select ${column} as pii_key from ${feed} where project_code = $code and known_to is null`
	);
	const needed = `select v.pii_key, v.block_id, v.slot from pii_value v
		where v.pii_key in (select pii_key from (${used.join(' union ')}) as u)`;
	const code = { code: release.project };
	const blocks = await warehouse.read(
		`select block_id as id, to_base64(cipher) as cipher from pii_block
		where block_id in (select block_id from (${needed}) as n)`,
		code,
		block
	);
	const texts = new Map(
		blocks.map(({ id, cipher }) => [
			id,
			JSON.parse(unseal(keys, Buffer.from(cipher, 'base64'))) as (string | null)[]
		])
	);
	const places = await warehouse.read(
		`select cast(pii_key as varchar) as key, block_id as block, slot from (${needed}) as n`,
		code,
		place
	);
	return new Map(places.map(({ key, block: id, slot }) => [key, texts.get(id)?.[slot] ?? null]));
}

const numbers = new Set<string>(['money_yuan', 'number', 'integer']);

/** SQL of a column as the contract writes it: money in yuan, months without a day. */
function plainSql({ name, source }: StoredColumn): string {
	if (source.type === 'month' && !source.pii) return `strftime(r.${name}, '%Y-%m')`;
	if (source.type !== 'money_yuan') return `r.${name}`;
	return `cast(r.${name} / cast(100 as decimal(18,2)) as decimal(18,2))`;
}

/** A text that a spreadsheet would take for a formula stays a text. */
const harmless = (text: string) => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text);

/**
 * Makes the file: who, when, why and for whom stand above the rows, and it opens with the password only.
 * @throws RiskError RELEASE_PASSWORD, RELEASE_NOTHING
 */
export async function releaseFile(makings: Makings): Promise<ReleaseFile> {
	const { reader, release, password, by, at } = makings;
	if (password.length < shortestPassword)
		throw new RiskError(
			'RELEASE_PASSWORD',
			`请设置至少 ${shortestPassword} 位的文件打开密码，并与文件分开交付接收方。`
		);
	const feed = feeds.get(release.feed)!;
	const columns = storedColumns(feed);
	const picks = columns.map((column) => `cast(${plainSql(column)} as varchar) as ${column.name}`);
	const rows = await reader.read(
		`select ${picks.join(', ')} from feed_${feed.feed} r
		where r.project_code = $code and r.known_to is null order by r.batch_id, r.row_no`,
		{ code: release.project },
		cells
	);
	if (rows.length === 0) throw new RiskError('RELEASE_NOTHING', '这个项目没有这种数据，没有可导出的内容。');
	const values = await valuesOf(
		makings,
		columns.filter(({ source }) => source.pii).map(({ name }) => name)
	);
	const textOf = (row: z.infer<typeof cells>, index: number): CellValue => {
		const { name, source } = columns[index]!;
		const cell = row[name] ?? null;
		if (cell === null) return null;
		if (!source.pii && numbers.has(source.type)) return Number(cell);
		return harmless(source.pii ? (values.get(cell) ?? '（已按保存期限删除）') : cell);
	};
	const head: CellValue[][] = [
		['内部资料，含个人信息，仅限所列用途，不得转发、公开'],
		[`导出人：${by}　时间：${at}　批准人：${release.decidedBy ?? ''}　编号：${release.no}`],
		[`事由：${release.reason}　用途和接收方：${release.purpose}`]
	];
	const body = rows.map((row) => columns.map((_, index) => textOf(row, index)));
	const bytes = await writeXlsx({
		sheets: [
			{
				name: feed.zh.slice(0, 31),
				rows: [...head, columns.map(({ source }) => source.zh), ...body],
				freezePane: { rows: 4 },
				headerFooter: { oddHeader: `&C${by} ${at} ${release.purpose}`.slice(0, 200) }
			}
		],
		encryption: { password, ...(makings.rounds !== undefined && { spinCount: makings.rounds }) }
	});
	return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), rows: rows.length };
}
