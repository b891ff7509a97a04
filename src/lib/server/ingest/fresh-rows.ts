import type { FeedDefinition } from '$lib/domain/feed';
import { storedColumn, storedColumns } from '$lib/server/warehouse/feed-tables';
import { keepPersons, keySql, personalKind, type PersonalKeys } from '$lib/server/warehouse/pii-vault';
import type { Transaction } from '$lib/server/warehouse/warehouse';

/** Turns the good rows of `typed` into `fresh`: persons become keys, their values go to the vault. */
export async function makeFresh(tx: Transaction, feed: FeedDefinition, keys: PersonalKeys): Promise<void> {
	const personal = feed.columns.filter((column) => column.pii);
	if (personal.length > 0) {
		const distinct = personal.map(
			(column) =>
				`select '${personalKind(column)}' as kind, ${personText(`t_${column.name}`, personalKind(column))} as value
				from typed where ok and t_${column.name} is not null`
		);
		await tx.run(`create or replace temp table person as
			select kind, value, ${keySql(keys, 'kind', 'value')} as pii_key
			from (${distinct.map((sql) => `select distinct kind, value from (${sql})`).join(' union ')})`);
		await keepPersons(tx, keys);
	}
	const joins = personal.map((column, index) => {
		const kind = personalKind(column);
		return `left join person p${index} on p${index}.kind = '${kind}'
			and p${index}.value = ${personText(`t.t_${column.name}`, kind)}`;
	});
	const outputs = feed.columns.map((column) =>
		column.pii
			? `p${personal.indexOf(column)}.pii_key as ${storedColumn(column).name}`
			: `t.${storedColumn(column).name}`
	);
	await tx.run(`create or replace temp table fresh as
		select t.row_no, ${outputs.join(', ')} from typed t ${joins.join(' ')} where t.ok`);
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
	await tx.run(`create or replace temp table fresh as
		select n.row_no, ${outputs.join(', ')}
		from fresh n left join feed_${feed.feed} f on ${onKey} and f.known_to is null`);
}
