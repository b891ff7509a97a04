import type { FeedColumn } from '$lib/domain/feed';
import { sqlText } from '$lib/server/warehouse/sql-values';

/**
 * Most columns of most files are written plainly: no blanks around the text, days as 2026-08-01, money with two
 * places. A plain column is typed with one cast; the patient reading of check-sql.ts costs twenty times as much.
 */
export interface PlainForm {
	/** SQL over a cell that is neither null nor empty: whether it is written plainly. */
	readonly test: string;
	/** SQL of the value of a plain cell; null or empty gives null. */
	readonly value: string;
}

/** Nothing to trim, no `="…"` of a bank, no mark of lost digits. */
const bareText = (cell: string) => {
	const blanks = [' ', '\t', '\r', '\n', '\u3000', '\u00a0', '\ufeff'];
	const patterns = [...blanks.flatMap((blank) => [`${blank}%`, `%${blank}`]), '=%', '\u0001%'];
	return `not (${patterns.map((pattern) => `${cell} like ${sqlText(pattern)}`).join(' or ')})`;
};

const inList = (cell: string, texts: readonly string[]) => `${cell} in (${texts.map(sqlText).join(', ')})`;

/** The plain form of a column, or undefined where its type has none. */
export function plainForm(column: FeedColumn, cell: string): PlainForm | undefined {
	const given = `nullif(${cell}, '')`;
	switch (column.type) {
		case 'text':
			// One person, one text: letters small, digits full width or blanks inside call for the patient reading.
			return column.pii && /(_id_no|phone|_card_no|account_no)$/.test(column.name)
				? { test: `regexp_full_match(${cell}, '[0-9A-Z*+-]+')`, value: given }
				: { test: bareText(cell), value: given };
		case 'enum':
			return { test: inList(cell, column.values ?? []), value: given };
		case 'number':
			return {
				test: `try_cast(${cell} as decimal(18,6)) is not null`,
				value: `try_cast(${cell} as decimal(18,6))`
			};
		case 'money_yuan':
			return {
				test: `coalesce(try_cast(${cell} as decimal(18,6)) = try_cast(${cell} as decimal(18,2)), false)`,
				value: `cast(try_cast(${cell} as decimal(18,2)) * 100 as bigint)`
			};
		case 'money_wan':
			return {
				test: `try_cast(${cell} as decimal(18,6)) is not null`,
				value: `cast(cast(try_cast(${cell} as decimal(18,6)) as decimal(38,6)) * 1000000 as bigint)`
			};
		case 'date':
			return {
				test: `length(${cell}) = 10 and coalesce(try_cast(${cell} as date) between date '1900-01-01' and date '2199-12-31', false)`,
				value: `try_cast(${cell} as date)`
			};
		case 'month':
			return {
				test: `length(${cell}) = 7 and coalesce(try_cast(${cell} || '-01' as date) between date '1900-01-01' and date '2199-12-31', false)`,
				value: `try_cast(${cell} || '-01' as date)`
			};
		case 'timestamp':
			return {
				test: `length(${cell}) = 19 and coalesce(try_cast(${cell} as timestamp) between timestamp '1900-01-01' and timestamp '2199-12-31', false)`,
				value: `try_cast(${cell} as timestamp)`
			};
		case 'boolean':
			return {
				test: inList(cell, ['是', '否', 'true', 'false', '1', '0']),
				value: `case when ${inList(cell, ['是', 'true', '1'])} then true when ${inList(cell, ['否', 'false', '0'])} then false end`
			};
		default:
			return undefined;
	}
}

/** What one scan of `incoming` asks of each column: is it plain, and does every row keep its bounds. */
export function plainProbeSql(cells: readonly { column: FeedColumn; cell: string }[]): string {
	const asks = cells.flatMap(({ column, cell }) => {
		const form = plainForm(column, cell);
		if (!form) return [];
		const scale = column.type === 'money_yuan' ? 100 : column.type === 'money_wan' ? 1_000_000 : 1;
		const bounds = [
			...(column.required ? [`coalesce(${cell} <> '', false)`] : []),
			...(column.min === undefined ? [] : [`coalesce(${form.value} >= ${column.min * scale}, true)`]),
			...(column.max === undefined ? [] : [`coalesce(${form.value} <= ${column.max * scale}, true)`])
		];
		return [
			`coalesce(bool_and(${cell} is null or ${cell} = '' or ${form.test}), true) as ${column.name}`,
			...(bounds.length > 0
				? [`coalesce(bool_and(${bounds.join(' and ')}), true) as kept_${column.name}`]
				: [])
		];
	});
	return `select ${['1 as one', ...asks].join(', ')} from incoming`;
}
