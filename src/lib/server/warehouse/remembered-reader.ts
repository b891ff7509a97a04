import { z } from 'zod';
import { noteTables } from './remembered-work';
import type { Params, Reader } from './warehouse';

type Rows = readonly Record<string, unknown>[];

interface Remembered {
	readonly stamp: number;
	readonly tables: readonly string[];
	readonly rows: Promise<Rows>;
	/** Cells of the answer; 0 while it is on the way. */
	cells: number;
}

/** Answers of more cells are not kept, and of all together no more than so many: some 50 MB. */
const largestCells = 150_000;
const allCells = 1_000_000;
/** What a question may say that another moment answers differently though nothing was written. */
const fleeting =
	/\b((now|random|uuid|today|nextval|get_current_\w+)\s*\(|current_(date|time)|duckdb_|pragma_|information_schema)/i;

const asTheyAre = z.custom<Record<string, unknown>>();
const keyOf = (sql: string, params: Params) =>
	`${sql}\0${JSON.stringify(params, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))}`;

/**
 * Answers a question that was asked before from memory, as long as no table that it names was written. What a person may
 * see is part of the question's text, so that nobody is given an answer of a wider scope. `stampOf` gives a number that
 * grows with every write to one of the tables; a question that names no table in `known` is always asked.
 */
export function rememberedReader(
	reader: Reader,
	stampOf: (tables: readonly string[]) => number,
	known: { has(table: string): boolean }
): Reader {
	const kept = new Map<string, Remembered>();
	const tablesOf = new Map<string, readonly string[]>();
	let cells = 0;

	const namedBy = (sql: string): readonly string[] => {
		let tables = tablesOf.get(sql);
		if (tables === undefined) {
			const names = new Set(sql.toLowerCase().match(/[a-z_]\w*/g));
			tables = fleeting.test(sql) ? [] : [...names].filter((name) => known.has(name));
			if (tablesOf.size >= 1_000) tablesOf.clear();
			tablesOf.set(sql, tables);
		}
		return tables;
	};
	const forget = (key: string, one: Remembered) => {
		if (kept.get(key) !== one) return;
		kept.delete(key);
		cells -= one.cells;
	};
	const ask = (key: string, tables: readonly string[], question: () => Promise<Rows>): Remembered => {
		// Taken before the question is asked: what is written while it is answered makes the answer old.
		const one: Remembered = { stamp: stampOf(tables), tables, rows: question(), cells: 0 };
		kept.set(key, one);
		one.rows.then(
			(rows) => {
				one.cells = rows.length * Object.keys(rows[0] ?? {}).length + 1;
				if (kept.get(key) !== one) return;
				cells += one.cells;
				if (one.cells > largestCells) forget(key, one);
				for (const [other, old] of kept) {
					const isOld = old.stamp !== stampOf(old.tables);
					if (isOld || cells > allCells) forget(other, old);
				}
			},
			() => forget(key, one)
		);
		return one;
	};

	return {
		async read(sql, params, row) {
			const tables = namedBy(sql);
			noteTables(tables, stampOf);
			if (tables.length === 0) return reader.read(sql, params, row);
			const key = keyOf(sql, params);
			let one = kept.get(key);
			if (one === undefined || one.stamp !== stampOf(tables)) {
				if (one) forget(key, one);
				one = ask(key, tables, () => reader.read(sql, params, asTheyAre));
			} else {
				// What was asked last is forgotten last.
				kept.delete(key);
				kept.set(key, one);
			}
			// Checked anew for everybody who asks: nobody shares a row that another may change.
			return (await one.rows).map((found) => row.parse(found));
		}
	};
}
