import { randomBytes, randomUUID } from 'node:crypto';
import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	rmSync,
	writeSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { shanghaiTime } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import type { IngestContext } from '../ingest/ingest-request';
import { destroyLeftOver, thinFile, type LandedToThin } from '../ingest/thinning/thin-file';
import { readJournal, type AckedThinning } from '../warehouse/ack-journal';
import { landedDigest } from '../warehouse/landed-files';
import type { Reader, Warehouse } from '../warehouse/warehouse';
import { keepLook, noteThinning, settleThinning, systemActor } from './thinning-note';

const fileRow = z.object({
	sha256: z.string(),
	path: z.string(),
	name: z.string(),
	tables: z.string()
});
const tableShape = z.array(
	z.object({
		feed: z.string(),
		sheet: z.string().nullable(),
		supplier: z.string().nullable(),
		batches: z.array(z.number())
	})
);

const personalFeeds = [...feeds.values()]
	.filter((feed) => feed.columns.some(({ pii }) => pii === true))
	.filter((feed) => feed.columns.some(({ name }) => name === 'project_code'))
	.map(({ feed }) => feed);

/**
 * Landed files in which persons of erased projects may still stand: those that brought rows of them, and those of which
 * it is not on record whose rows they repeated or had set aside. None where every file was looked at since the last erasure.
 */
export async function filesToThin(reader: Reader): Promise<LandedToThin[]> {
	const rowsOf = personalFeeds.map(
		(feed) =>
			`select distinct batch_id from feed_${feed} where project_code in (select project_code from erased_project)`
	);
	const found = await reader.read(
		`with newest as (select coalesce(max(erasure_no), 0) as no from erased_project),
		looked as (select landed_path, max(erasure_no) as no from thinned_file group by landed_path),
		held as (${rowsOf.join(' union ')}),
		tables as (
			select b.sha256, b.landed_path, b.feed, b.sheet, max(b.supplier) as supplier, min(b.file_name) as name,
				list(b.batch_id order by b.batch_id) as batches,
				bool_or(b.unchanged > 0 or b.set_aside > 0 or b.batch_id in (select batch_id from held)) as may_hold
			from batch b where b.landed_path <> '' group by b.sha256, b.landed_path, b.feed, b.sheet
		)
		select t.sha256, t.landed_path as path, min(t.name) as name,
			cast(to_json(list({'feed': t.feed, 'sheet': t.sheet, 'supplier': t.supplier, 'batches': t.batches} order by t.batches)) as varchar) as tables
		from tables t left join looked l on l.landed_path = t.landed_path
		where (select no from newest) > coalesce(l.no, 0) and t.sha256 not in (select sha256 from erased_file)
		group by t.sha256, t.landed_path
		having bool_or(t.may_hold and t.feed in (${personalFeeds.map((feed) => `'${feed}'`).join(', ')}))
		order by t.landed_path`,
		{},
		fileRow
	);
	return found.map(({ sha256, path, name, tables }) => ({
		sha256,
		landedPath: path,
		fileName: name,
		tables: tableShape.parse(JSON.parse(tables))
	}));
}

const lotPath = (home: string) => join(home, 'keys', 'erasing.key');

/** A lot that a kill left half written or half wiped was of no use to anybody: it is drawn anew. */
const wholeLot = /^[0-9a-f]{64}$/;

/** Drawn when the work begins and kept until every file is done, so that one person is one placeholder in all of them. */
function lotOf(home: string): { hmac: Buffer } {
	const path = lotPath(home);
	if (!existsSync(path) || !wholeLot.test(readFileSync(path, 'utf8'))) {
		mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
		const file = openSync(path, 'w', 0o600);
		writeSync(file, randomBytes(32).toString('hex'));
		fsyncSync(file);
		closeSync(file);
	}
	return { hmac: Buffer.from(readFileSync(path, 'utf8'), 'hex') };
}

function forgetLot(home: string): void {
	const path = lotPath(home);
	if (!existsSync(path)) return;
	const file = openSync(path, 'r+');
	writeSync(file, Buffer.alloc(64), 0, 64, 0);
	fsyncSync(file);
	closeSync(file);
	rmSync(path);
}

/** What a look through the landed files came to. */
export interface ThinningOutcome {
	readonly files: number;
	readonly rewritten: number;
	readonly rows: number;
	/** One Chinese sentence a file that cannot be read any more. */
	readonly failures: readonly string[];
}

/**
 * Takes the persons of erased projects out of landed files that also hold others: each file is rewritten, flushed, put in
 * place, noted in the journal with its hash before and after. Killed in the middle, it goes on where it was.
 */
export async function eraseFromFiles(
	context: IngestContext,
	say: (line: string) => void = () => undefined
): Promise<ThinningOutcome> {
	const { warehouse, home } = context;
	await settleThinning(context);
	await keepOwed(warehouse, home);
	const files = await filesToThin(warehouse);
	const [erased] = await warehouse.read(
		`select coalesce(max(erasure_no), 0) as no, cast(to_json(list(distinct project_code)) as varchar) as codes from erased_project`,
		{},
		z.object({ no: z.coerce.number(), codes: z.string().nullable() })
	);
	const projects =
		z
			.array(z.string())
			.nullable()
			.parse(JSON.parse(erased?.codes ?? '[]')) ?? [];
	const outcome = { files: 0, rewritten: 0, rows: 0, failures: [] as string[] };
	if (files.length === 0) {
		forgetLot(home);
		return outcome;
	}
	const lot = lotOf(home);
	for (const file of files) {
		outcome.files += 1;
		await destroyLeftOver(home, file.landedPath);
		try {
			const rows = await thinOne(context, file, { projects, lot, erasure: erased?.no ?? 0 });
			if (rows > 0) {
				outcome.rewritten += 1;
				outcome.rows += rows;
				say(`改写 ${file.fileName}：${rows} 行不再含个人信息`);
			}
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			outcome.failures.push(`原始文件“${file.fileName}”没有改写：${cause.message}`);
		}
	}
	if (outcome.failures.length === 0) forgetLot(home);
	return outcome;
}

async function thinOne(
	context: IngestContext,
	file: LandedToThin,
	work: { projects: readonly string[]; lot: { hmac: Buffer }; erasure: number }
): Promise<number> {
	const { warehouse, home, keys, clock } = context;
	const path = join(home, file.landedPath);
	const was = (await landedDigest(path, keys)) ?? '';
	const look = {
		id: randomUUID(),
		sha256: file.sha256,
		landed: file.landedPath,
		erasure: work.erasure,
		at: shanghaiTime(clock())
	};
	const { asSha256, rows } = await thinFile(context, file, {
		...work,
		note: ({ asSha256: as, rows: lost, aside }) =>
			noteThinning(home, { ...look, was, as, rows: lost, aside: [...aside] })
	});
	if (asSha256 === null)
		await warehouse.write((tx) =>
			keepLook(tx, { ...look, as: was === file.sha256 ? null : was, rows: 0, aside: [] })
		);
	else await settleThinning(context);
	return rows;
}

/** Writes into the journal what stands in the database alone: a look at a file that had been rewritten before. */
async function keepOwed(warehouse: Warehouse, home: string): Promise<void> {
	const rows = await warehouse.read(
		`select act_id, sha256, landed_path, as_sha256, row_count, erasure_no, cast(thinned_at as varchar) as at
		from thinned_file where as_sha256 is not null order by thinned_at, act_id`,
		{},
		z.object({
			act_id: z.string(),
			sha256: z.string(),
			landed_path: z.string(),
			as_sha256: z.string(),
			row_count: z.number(),
			erasure_no: z.number(),
			at: z.string()
		})
	);
	if (rows.length === 0) return;
	const known = new Set(readJournal(home).entries.flatMap((entry) => ('act' in entry ? entry.id : [])));
	for (const row of rows.filter(({ act_id }) => !known.has(act_id)))
		await warehouse.acknowledge({
			...systemActor,
			act: 'thin',
			id: row.act_id,
			erasure: row.erasure_no,
			sha256: row.sha256,
			landed: row.landed_path,
			as: row.as_sha256,
			was: '',
			rows: row.row_count,
			at: row.at.slice(0, 19)
		});
}

/** Notes again that a landed file was rewritten, in a database that was built anew. */
export async function keepThinnedAgain(warehouse: Warehouse, line: AckedThinning): Promise<void> {
	await warehouse.write((tx) => keepLook(tx, { ...line, aside: [] }));
}
