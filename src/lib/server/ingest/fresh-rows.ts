import type { FeedColumn, FeedDefinition } from '$lib/domain/feed';
import { storedColumn, storedColumns } from '$lib/server/warehouse/feed-tables';
import { keepPersons, keyPersons, personalKind, type PersonalKeys } from '$lib/server/warehouse/pii-vault';
import type { Transaction } from '$lib/server/warehouse/warehouse';

export interface FreshRequest {
	readonly feed: FeedDefinition;
	readonly keys: PersonalKeys;
	/** Columns that need no folding; see plain-columns.ts. */
	readonly plain: ReadonlySet<string>;
}

/**
 * Lets `fresh` stand for the good rows of `typed`: persons become keys, their values go to the vault.
 * It is a view, so that a clean first load passes through it once.
 */
export async function makeFresh(tx: Transaction, { feed, keys, plain }: FreshRequest): Promise<void> {
	const personal = feed.columns.filter((column) => column.pii);
	const textOf = (column: FeedColumn, text: string) =>
		plain.has(column.name) ? text : personText(text, personalKind(column));
	if (personal.length > 0) {
		const distinct = personal.map(
			(column) =>
				`select distinct '${personalKind(column)}' as kind, ${textOf(column, `t_${column.name}`)} as value
				from typed where ok and t_${column.name} is not null`
		);
		await keyPersons(tx, keys, distinct.join(' union '));
		await keepPersons(tx, keys);
	}
	const joins = personal.map(
		(column, index) =>
			`left join person p${index} on p${index}.kind = '${personalKind(column)}'
			and p${index}.value = ${textOf(column, `t.t_${column.name}`)}`
	);
	const outputs = feed.columns.map((column) =>
		column.pii
			? `p${personal.indexOf(column)}.pii_key as ${storedColumn(column).name}`
			: `t.${storedColumn(column).name}`
	);
	await tx.run(`create or replace temp view fresh as
		select t.row_no, ${outputs.join(', ')} from typed t ${joins.join(' ')} where t.ok`);
}

/** SQL that counts the different keys among the good rows (two keys with one hash make one too few, never too many). */
export function distinctKeysSql(feed: FeedDefinition, plain: ReadonlySet<string>): string {
	const parts = feed.columns
		.filter((column) => feed.key.includes(column.name))
		.map((column) => {
			if (!column.pii) return storedColumn(column).name;
			const text = `t_${column.name}`;
			return plain.has(column.name) ? text : personText(text, personalKind(column));
		});
	return `select count(distinct hash(${parts.join(', ')})) as n from typed where ok`;
}

/** One person, one text: the last letter of an ID number may be typed small, digits full width. */
function personText(text: string, kind: string): string {
	return kind === 'id' || kind === 'phone' || kind === 'account'
		? `upper(translate(${text}, '０１２３４５６７８９Ｘｘ 　', '0123456789XX'))`
		: text;
}

/** Fills what a partial form does not print from the row known so far, so that it wipes nothing. */
export async function carryForward(
	tx: Transaction,
	feed: FeedDefinition,
	absent: readonly string[]
): Promise<void> {
	const absentNames = new Set(absent);
	const outputs = storedColumns(feed).map((column) =>
		absentNames.has(column.source.name)
			? `coalesce(f.${column.name}, n.${column.name}) as ${column.name}`
			: `n.${column.name}`
	);
	const onKey = feed.key.map((name) => `f.${name} = n.${name}`).join(' and ');
	await tx.run('create or replace temp table given as select * from fresh');
	await tx.run(`create or replace temp view fresh as
		select n.row_no, ${outputs.join(', ')}
		from given n left join feed_${feed.feed} f on ${onKey} and f.known_to is null`);
}
