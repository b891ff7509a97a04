import type { FeedDefinition } from '$lib/domain/feed';
import { RiskError } from '$lib/domain/errors';
import { counted } from '$lib/server/warehouse/counted';
import { erasedCodes } from '$lib/server/warehouse/erase-persons';
import type { PersonalKeys } from '$lib/server/warehouse/pii-vault';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import { closedReason, trimmedText } from './check-sql';
import { carryForward, distinctKeysSql, makeFresh } from './fresh-rows';
import { cellOf } from './incoming-sql';
import { enterDecided } from './matching/enter-decided';
import { holdNamed, keepNames } from './matching/hold-named';
import { feedInUnits, unitNotes, type ColumnUnits } from './memory/money-units';
import { suspectUnits, type UnitSuspicion } from './memory/suspect-units';
import { questionNotes, recordQuestions } from './memory/unit-questions';
import { closeCorrected, markCorrected, type Correction } from './quarantine/acts';
import type { TableSource } from './readers/table-source';
import { placeRows } from './supersede';
import { typeRows } from './type-incoming';
import { badRowsSql } from './typed-rows';

/** Where a batch came from. */
export interface BatchOrigin {
	readonly sourceId: string;
	readonly supplier: string | null;
	readonly fileName: string;
	readonly sha256: string;
	readonly landedPath: string;
	/** Shanghai time. */
	readonly receivedAt: string;
	readonly loadedAt: string;
	/** Settles when the landed bytes are safe on the disk and are those that were read. */
	readonly settled: () => Promise<void>;
	/** Units of money columns that persons have settled for this supplier and feed. */
	readonly units?: ColumnUnits | undefined;
	/** Where the rows correct rows that were set aside. */
	readonly correction?: Correction | undefined;
	/** Whether the journal holds the batch already. */
	readonly journalled?: boolean | undefined;
}

/** What came of one table of a file. */
export interface BatchResult {
	readonly batch: number;
	readonly feed: string;
	readonly rows_read: number;
	readonly accepted: number;
	readonly set_aside: number;
	readonly superseded: number;
	readonly unchanged: number;
	readonly note: string | null;
	/** Money columns that may be written in another unit than they were read in. */
	readonly suspicions: readonly UnitSuspicion[];
}

/** The feed as it takes nothing in of projects whose personal data were erased, where this table names any. */
async function withoutErased(
	tx: Transaction,
	feed: FeedDefinition,
	table: TableSource
): Promise<FeedDefinition> {
	const cell = cellOf(table, 'project_code');
	if (!cell || !feed.columns.some(({ pii }) => pii === true)) return feed;
	const closed = await erasedCodes(tx, trimmedText(cell));
	if (closed.length === 0) return feed;
	const columns = feed.columns.map((column) =>
		column.name === 'project_code' ? { ...column, closed } : column
	);
	return { ...feed, columns };
}

/**
 * Loads a staged table inside a transaction: every row is accepted or set aside with its reason.
 * @throws RiskError ROWS_LOST where the accounts do not balance (nothing is then written)
 */
export async function loadTable(
	tx: Transaction,
	definition: FeedDefinition,
	table: TableSource,
	origin: BatchOrigin,
	keys: PersonalKeys
): Promise<BatchResult> {
	const units = origin.units ?? {};
	const feed = await withoutErased(tx, feedInUnits(definition, table, units), table);
	const batchId = (await counted(tx, 'select coalesce(max(batch_id), 0) as n from batch')) + 1;
	const loaded = await counted(tx, 'select count(*) as n from incoming');
	const rows = await typeRows(tx, feed, table);
	const { derived, named } = rows;
	const accepted = rows.isClean ? loaded : await counted(tx, 'select count(*) as n from typed where ok');
	if (accepted < loaded) {
		await tx.run(
			`insert into set_aside select $batch, $feed, $file, $sheet, row_no, column_name, value, reason, 'open'
			from (${badRowsSql(rows)})`,
			{ batch: batchId, feed: feed.feed, file: origin.fileName, sheet: table.sheet }
		);
	}
	if (feed.columns.some(({ closed }) => closed !== undefined)) {
		await tx.run(
			`update set_aside set state = 'discarded', value = null
			where batch_id = $batch and contains(reason, $closed)`,
			{ batch: batchId, closed: closedReason }
		);
	}
	if (table.unreadable.length > 0) {
		await tx.run(
			`insert into set_aside
			select $batch, $feed, $file, $sheet, cast(r->>'$.row' as integer), null, null, r->>'$.reason', 'open'
			from (select unnest(cast(cast($rows as json) as json[])) as r)`,
			{
				batch: batchId,
				feed: feed.feed,
				file: origin.fileName,
				sheet: table.sheet,
				rows: JSON.stringify(table.unreadable.map(({ row, reason }) => ({ row, reason })))
			}
		);
	}
	const present = table.columns.filter((name) => name !== null);
	const suspicions = await suspectUnits(tx, { feed, present, supplier: origin.supplier, answered: units });

	await makeFresh(tx, { feed, keys, plain: rows.plain });
	if (derived.length > 0) {
		const absent = feed.columns.map((column) => column.name).filter((name) => !table.columns.includes(name));
		await carryForward(
			tx,
			feed,
			absent.filter((name) => name !== 'project_code')
		);
	}
	const { correction } = origin;
	if (correction) await markCorrected(tx, feed.feed, batchId, correction);
	const distinctKeys = await counted(tx, distinctKeysSql(feed, rows.plain));
	const placed = await placeRows(tx, feed, {
		batchId,
		receivedAt: origin.receivedAt,
		hasRepeats: distinctKeys !== accepted,
		isCorrection: correction !== undefined
	});

	const namedBatch = { feed, batchId, supplier: origin.supplier, named };
	if (named.length > 0) {
		await keepNames(tx, namedBatch);
		await holdNamed(tx, { ...namedBatch, keys, plain: rows.plain });
	}
	const rowsRead = loaded + table.unreadable.length;
	const setAside = await counted(tx, 'select count(*) as n from set_aside where batch_id = $batch', {
		batch: batchId
	});
	if (rowsRead !== accepted + setAside || placed.rows !== accepted) {
		throw new RiskError(
			'ROWS_LOST',
			`文件“${origin.fileName}”的行数对不上（读到 ${rowsRead}，入库 ${placed.rows}，搁置 ${setAside}），整个文件未入库，请联系管理员。`,
			{ rowsRead, accepted, placed: placed.rows, setAside }
		);
	}
	const repeated =
		placed.repeatedKeys > 0 ? [`有 ${placed.repeatedKeys} 行的主键在文件内重复，以后出现的为准`] : [];
	const ofUnits = [...unitNotes(definition, feed), ...questionNotes(feed, suspicions)];
	const corrects = correction
		? [`更正批次 ${correction.ofBatch} 搁置的 ${correction.rows.length} 行，由${correction.actor_name}提交`]
		: [];
	const note = [...corrects, ...table.notes, ...repeated, ...ofUnits].join('；') || null;
	await recordQuestions(tx, suspicions, {
		batch: batchId,
		supplier: origin.supplier ?? '',
		feed: feed.feed,
		at: origin.loadedAt
	});
	await tx.run(
		`insert into batch values ($batch, $feed, $source, $supplier, $file, $sheet, $sha, $landed,
			cast($received as timestamp), cast($loaded as timestamp),
			$read, $accepted, $aside, $superseded, $unchanged, 'loaded', $note)`,
		{
			batch: batchId,
			feed: feed.feed,
			source: origin.sourceId,
			supplier: origin.supplier,
			file: origin.fileName,
			sheet: table.sheet,
			sha: origin.sha256,
			landed: origin.landedPath,
			received: origin.receivedAt,
			loaded: origin.loadedAt,
			read: rowsRead,
			accepted,
			aside: setAside,
			superseded: placed.superseded,
			unchanged: placed.unchanged,
			note
		}
	);
	if (named.length > 0) {
		const { receivedAt: at, loadedAt } = origin;
		await enterDecided(tx, { at, loadedAt, batches: [batchId] });
	}
	if (correction) await closeCorrected(tx, batchId, correction);
	await origin.settled();
	return {
		batch: batchId,
		feed: feed.feed,
		rows_read: rowsRead,
		accepted,
		set_aside: setAside,
		superseded: placed.superseded,
		unchanged: placed.unchanged,
		note,
		suspicions
	};
}
