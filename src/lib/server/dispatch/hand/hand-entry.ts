import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '$lib/domain/actor';
import { shanghaiTime } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { ingestFile } from '../../ingest/ingest-file';
import type { IngestContext } from '../../ingest/ingest-request';

/** Feeds that a person may add to by typing. */
export type HandFeed = 'clues' | 'cases';
export type HandRow = Readonly<Record<string, string | number | boolean | null>>;

/** What a typed row is about, so that those who may see the subject may see who typed it. */
export interface HandSubject {
	readonly projectCode: string | null;
	readonly uscc: string | null;
	readonly street: string | null;
}

const numberColumns: Readonly<Record<HandFeed, string>> = { clues: 'clue_no', cases: 'case_no' };
const prefixes: Readonly<Record<HandFeed, string>> = { clues: 'SGXS', cases: 'SGAJ' };

/** Whether a number was given by us, so that its row may be written anew. */
export const isOurs = (feed: HandFeed, no: string): boolean => no.startsWith(prefixes[feed]);

/** The next number of a feed and year; the queue of writers keeps two people from getting one number. */
async function nextNumber(
	{ warehouse, clock }: IngestContext,
	feed: HandFeed,
	subject: HandSubject,
	actor: Actor
): Promise<string> {
	const at = shanghaiTime(clock());
	const year = Number(at.slice(0, 4));
	return warehouse.write(async (tx) => {
		const [last] = await tx.all(
			'select coalesce(max(place), 0) as place from hand_entry where feed = $feed and entry_year = $year',
			{ feed, year }
		);
		const place = Number(last?.['place']) + 1;
		const no = `${prefixes[feed]}${year}-${String(place).padStart(4, '0')}`;
		await tx.run(
			`insert into hand_entry values ($feed, $no, $year, $place, $project, $uscc, $street, cast($at as timestamp),
				$actor_id, $actor)`,
			{
				feed,
				no,
				year,
				place,
				project: subject.projectCode,
				uscc: subject.uscc,
				street: subject.street,
				at,
				actor_id: actor.id,
				actor: actor.name
			}
		);
		return no;
	});
}

/**
 * Writes a row of a feed by the road that every file takes, so that it has a batch, is checked, and its personal
 * columns are encrypted. The text is gone from the disk afterwards; the landing zone keeps its own copy.
 * @throws RiskError HAND_REFUSED
 */
export async function writeHandRow(context: IngestContext, feed: HandFeed, row: HandRow): Promise<void> {
	const folder = await mkdtemp(join(context.home, 'tmp', 'hand-'));
	try {
		const path = join(folder, `${feed}_${row[numberColumns[feed]]}.ndjson`);
		await writeFile(path, JSON.stringify(row), { mode: 0o600 });
		const [report] = await ingestFile(context, { path, feed, sourceId: 'hand', again: true });
		if (report?.error) throw new RiskError('HAND_REFUSED', report.error);
		if (!report || report.set_aside > 0)
			throw new RiskError(
				'HAND_REFUSED',
				'登记的内容没有通过核对，已放入待核数据；请检查日期、金额和人数后重新登记。'
			);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Keeps a new row under the next number, which is answered. @throws RiskError HAND_REFUSED */
export async function enterByHand(
	context: IngestContext,
	feed: HandFeed,
	row: HandRow,
	subject: HandSubject,
	actor: Actor
): Promise<string> {
	const no = await nextNumber(context, feed, subject, actor);
	await writeHandRow(context, feed, { ...row, [numberColumns[feed]]: no });
	return no;
}
