import type { FeedColumn, FeedDefinition } from '$lib/domain/feed';
import { statedUnit } from '../readers/header-match';
import type { TableSource } from '../readers/table-source';

/** The two units in which offices write sums. */
export const moneyUnits = ['元', '万元'] as const;
export type MoneyUnit = (typeof moneyUnits)[number];

/** Column and the unit in which a supplier writes it. */
export type ColumnUnits = Readonly<Record<string, MoneyUnit>>;

const typeOf = { 元: 'money_yuan', 万元: 'money_wan' } as const;

/** The unit of a money column; undefined for any other column. */
export function unitOfColumn(column: FeedColumn): MoneyUnit | undefined {
	return moneyUnits.find((unit) => typeOf[unit] === column.type);
}

/**
 * The feed as this table is to be read: a money column whose supplier writes another unit, or whose header (matched
 * by a person) states another unit, is read as that unit. What is stored is fen either way.
 */
export function feedInUnits(feed: FeedDefinition, table: TableSource, answered: ColumnUnits): FeedDefinition {
	const units = new Map<string, MoneyUnit>(Object.entries(answered));
	for (const [at, name] of table.columns.entries()) {
		const stated = moneyUnits.find((unit) => unit === statedUnit(table.headers[at] ?? ''));
		if (name !== null && stated && !units.has(name)) units.set(name, stated);
	}
	const changed = feed.columns.filter((column) => {
		const unit = units.get(column.name);
		return unit !== undefined && unitOfColumn(column) !== undefined && unitOfColumn(column) !== unit;
	});
	if (changed.length === 0) return feed;
	return {
		...feed,
		columns: feed.columns.map((column) =>
			changed.includes(column) ? { ...column, type: typeOf[units.get(column.name)!] } : column
		)
	};
}

/** Sentences that say which columns are read in another unit than the feed's. */
export function unitNotes(feed: FeedDefinition, read: FeedDefinition): string[] {
	return feed.columns.flatMap((column, at) => {
		const unit = unitOfColumn(read.columns[at]!);
		return unit === undefined || unit === unitOfColumn(column) ? [] : [`“${column.zh}”按${unit}读入`];
	});
}
