import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import type { Reader, Transaction } from '$lib/server/warehouse/warehouse';
import { foldHeader } from '../readers/header-match';
import { isMatchable, type RememberedHeaders } from '../readers/remembered-headers';
import { moneyUnits, unitOfColumn, type ColumnUnits, type MoneyUnit } from './money-units';

/** How one supplier writes its files, as persons have said. */
export interface SupplierMemory {
	readonly headers: RememberedHeaders;
	/** By feed. */
	readonly units: Readonly<Record<string, ColumnUnits>>;
}

const headerRow = z.object({ feed: z.string(), header_folded: z.string(), column_name: z.string() });
const unitRow = z.object({ feed: z.string(), column_name: z.string(), unit: z.enum(moneyUnits) });

/** SQL of the acts that count: the last one on each thing, unless it took the earlier ones back. */
export const standingHeaders = `select * from header_act a where column_name is not null and not exists (
	select 1 from header_act b where b.supplier = a.supplier and b.feed = a.feed
		and b.header_folded = a.header_folded and b.act_id > a.act_id)`;
export const standingUnits = `select * from unit_act a where unit is not null and not exists (
	select 1 from unit_act b where b.supplier = a.supplier and b.feed = a.feed
		and b.column_name = a.column_name and b.act_id > a.act_id)`;

/** What is remembered of a supplier; `null` for files that came without one. */
export async function supplierMemory(reader: Reader, supplier: string | null): Promise<SupplierMemory> {
	const params = { supplier: supplier ?? '' };
	const headers = await reader.read(
		`select feed, header_folded, column_name from (${standingHeaders}) where supplier = $supplier`,
		params,
		headerRow
	);
	const units = await reader.read(
		`select feed, column_name, unit from (${standingUnits}) where supplier = $supplier`,
		params,
		unitRow
	);
	return {
		headers: byFeed(headers.map((row) => [row.feed, row.header_folded, row.column_name])),
		units: byFeed(units.map((row) => [row.feed, row.column_name, row.unit]))
	};
}

function byFeed<T extends string>(rows: readonly (readonly [string, string, T])[]) {
	const found: Record<string, Record<string, T>> = {};
	for (const [feed, key, value] of rows) (found[feed] ??= {})[key] = value;
	return found;
}

/** What was said before, and what is said now on top of it. */
export function withChoices(
	memory: SupplierMemory,
	feed: string,
	choices: { headers: Readonly<Record<string, string>>; units: ColumnUnits }
): SupplierMemory {
	const folded = Object.entries(choices.headers).map(([header, column]) => [foldHeader(header), column]);
	return {
		headers: {
			...memory.headers,
			[feed]: { ...memory.headers[feed], ...Object.fromEntries(folded) }
		},
		units: { ...memory.units, [feed]: { ...memory.units[feed], ...choices.units } }
	};
}

/** One act: about whose files, which feed, by whom, when (Shanghai time). */
export interface MemoryAct {
	readonly supplier: string | null;
	readonly feed: string;
	readonly actor: Actor;
	readonly at: string;
	readonly reason?: string | undefined;
}

/**
 * Remembers which column a supplier means by a header; `column` null takes it back.
 * @throws RiskError MATCH_INVALID where the column does not exist or the header states a unit that it cannot have
 */
export async function rememberHeader(
	tx: Transaction,
	act: MemoryAct,
	{ header, column }: { header: string; column: string | null }
): Promise<void> {
	const definition = feeds.get(act.feed)?.columns.find(({ name }) => name === column);
	if (column !== null && (!definition || !isMatchable(definition, header))) {
		throw new RiskError(
			'MATCH_INVALID',
			`“${header}”不能对应到“${definition?.zh ?? column}”：没有这一列，或表头写明的单位与它不符，请重新选择。`
		);
	}
	await tx.run(
		`insert into header_act select coalesce(max(act_id), 0) + 1, $supplier, $feed, $header, $folded, $column,
			cast($at as timestamp), $actor, $name, $reason from header_act`,
		{ ...actParams(act), header, folded: foldHeader(header), column }
	);
}

/**
 * Remembers in which unit a supplier writes a money column; `unit` null takes it back.
 * @throws RiskError UNIT_INVALID
 */
export async function rememberUnit(
	tx: Transaction,
	act: MemoryAct,
	{ column, unit }: { column: string; unit: MoneyUnit | null }
): Promise<void> {
	const definition = feeds.get(act.feed)?.columns.find(({ name }) => name === column);
	if (!definition || unitOfColumn(definition) === undefined) {
		throw new RiskError('UNIT_INVALID', `“${column}”不是金额列，不能约定单位。`);
	}
	await tx.run(
		`insert into unit_act select coalesce(max(act_id), 0) + 1, $supplier, $feed, $column, $unit,
			cast($at as timestamp), $actor, $name, $reason from unit_act`,
		{ ...actParams(act), column, unit }
	);
}

const actParams = ({ supplier, feed, actor, at, reason }: MemoryAct) => ({
	supplier: supplier ?? '',
	feed,
	at,
	actor: actor.id,
	name: actor.name,
	reason: reason ?? null
});
