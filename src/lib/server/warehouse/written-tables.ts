/** A statement that begins so writes nothing that another connection can see. */
const writesNothing =
	/^(select|values|from|explain|set|use|pragma|checkpoint|copy\s*\(|(create\s+(or\s+replace\s+)?|drop\s+)temp(orary)?\s)/i;
const writesOne =
	/^(?:insert\s+(?:or\s+\w+\s+)?into|delete\s+from|update|truncate(?:\s+table)?)\s+(?:(?:app|main)\.){0,2}(?:"([a-z_]\w*)"|([a-z_]\w*)(?![\w."]))/i;
const comments = /--.*$|\/\*[^]*?\*\//gm;

/** The table that a statement writes; null: none; undefined: it cannot be told, so it may be any. */
export function writtenTable(sql: string): string | null | undefined {
	const text = sql.replaceAll(comments, '').trimStart();
	const [, quoted, plain] = writesOne.exec(text) ?? [];
	const one = quoted ?? plain;
	if (one) return one.toLowerCase();
	if (writesNothing.test(text)) return null;
	return /^with\b/i.test(text) && !/\b(insert|update|delete|merge)\b/i.test(text) ? null : undefined;
}

/** Counts the writes of every table, by which it is known whether what was read of them still holds. */
export class WrittenTables {
	readonly #writes = new Map<string, number>();
	#ofAny = 0;

	/** Takes over what a transaction that was committed wrote. */
	add(tables: ReadonlySet<string | undefined>): void {
		for (const table of tables)
			if (table === undefined) this.#ofAny += 1;
			else this.#writes.set(table, (this.#writes.get(table) ?? 0) + 1);
	}

	/** A number that grows with every write to one of these tables. */
	stampOf(tables: readonly string[]): number {
		return tables.reduce((sum, table) => sum + (this.#writes.get(table) ?? 0), this.#ofAny);
	}
}
