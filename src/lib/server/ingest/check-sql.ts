import type { FeedColumn } from '$lib/domain/feed';
import { sqlText } from '$lib/server/warehouse/sql-values';

/** Marks a number that lost digits before it reached us (an id kept as a number in a workbook). */
export const lostDigits = '\u0001';

const fullWidth = '０１２３４５６７８９．－／：（）％，＋　';
const halfWidth = '0123456789.-/:()%,+ ';

/** Digits and signs as people type them: full width folded, thousands separators and the sign of the yuan gone. */
const plainNumber = (text: string) =>
	`replace(rtrim(ltrim(translate(${text}, '${fullWidth}', '${halfWidth}'), '¥￥ '), '元 '), ',', '')`;

const folded = (text: string) => `trim(translate(${text}, '${fullWidth}', '${halfWidth}'))`;

const exact = (text: string) =>
	`coalesce(try_cast(${text} as decimal(18,6)), try_cast(${plainNumber(text)} as decimal(18,6)))`;

/** A number as wide as its product with a unit: a sum of 元 in a column of 万元 is no reason to fail. */
const wide = (number: string) => `cast(${number} as decimal(38,6))`;

/** Smallest and largest Excel serials that are taken for days: 1954 to 2119. */
const serialDay = (text: string) =>
	`case when regexp_full_match(${text}, '[2-7][0-9]{4}([.][0-9]+)?') then date '1899-12-30' + cast(floor(cast(${text} as double)) as integer) end`;

const dashed = (text: string) =>
	`regexp_replace(${folded(text)}, '^([0-9]{4}) *[年/.-] *([0-9]{1,2}) *[月/.-] *([0-9]{1,2}) *日?', '\\1-\\2-\\3')`;

const anyDay = (text: string) =>
	`coalesce(try_cast(${text} as date), try_cast(try_strptime(${text}, '%Y%m%d') as date), ${serialDay(text)}, try_cast(${dashed(text)} as date), try_cast(try_strptime(${folded(text)}, '%Y%m%d') as date))`;

const saneDay = (text: string) =>
	`case when ${anyDay(text)} between date '1900-01-01' and date '2199-12-31' then ${anyDay(text)} end`;

const moment = (text: string) =>
	`case when regexp_matches(${text}, ':.*(Z|[+-][0-9]{2}(:?[0-9]{2})?)$')
		then timezone('Asia/Shanghai', try_cast(${text} as timestamptz))
		else coalesce(try_cast(${text} as timestamp), try_cast(${dashed(text)} as timestamp),
			case when regexp_full_match(${text}, '[2-7][0-9]{4}[.][0-9]+')
				then date_trunc('second', timestamp '1899-12-30' + to_microseconds(cast(round(cast(${text} as double) * 86400) as bigint) * 1000000)) end,
			cast(${saneDay(text)} as timestamp)) end`;

const month = (text: string) =>
	`coalesce(
		case when regexp_full_match(${folded(text)}, '[0-9]{4} *[年/.-] *[0-9]{1,2} *月?')
			then try_cast(regexp_replace(${folded(text)}, '^([0-9]{4}) *[年/.-] *([0-9]{1,2}) *月?$', '\\1-\\2-01') as date) end,
		case when regexp_full_match(${folded(text)}, '(19|20)[0-9]{4}')
			then cast(try_strptime(${folded(text)} || '01', '%Y%m%d') as date) end,
		cast(date_trunc('month', ${saneDay(text)}) as date))`;

const truth = (text: string) =>
	`case when lower(${folded(text)}) in ('是', 'true', '1', '1.0', 'y', 'yes', '√', '✓', '✔', 't') then true
		when lower(${folded(text)}) in ('否', 'false', '0', '0.0', 'n', 'no', '×', '✗', 'f') then false end`;

const share = (text: string) =>
	`case when ${folded(text)} like '%\\%' escape '\\'
		then cast(try_cast(rtrim(${plainNumber(text)}, '% ') as decimal(18,6)) / 100 as decimal(18,6))
		else ${exact(text)} end`;

/** The typed value of a trimmed text that is not null; null where it cannot be read. */
function typedValue(column: FeedColumn, text: string): string {
	const number = exact(text);
	switch (column.type) {
		case 'text':
			return text;
		case 'enum':
			return `case when ${text} in (${(column.values ?? []).map(sqlText).join(', ')}) then ${text} end`;
		case 'integer':
			return `case when ${number} = floor(${number}) then cast(${number} as bigint) end`;
		case 'number':
			return number;
		case 'money_yuan':
			return `case when ${wide(number)} * 100 = floor(${wide(number)} * 100) then cast(${wide(number)} * 100 as bigint) end`;
		case 'money_wan':
			return `cast(${wide(number)} * 1000000 as bigint)`;
		case 'date':
			return saneDay(text);
		case 'timestamp':
			return moment(text);
		case 'month':
			return month(text);
		case 'boolean':
			return truth(text);
		case 'ratio':
			return `case when ${share(text)} between 0 and 1 then ${share(text)} end`;
	}
}

/** The raw text of a column, trimmed, blank as null, the `="…"` of bank exports taken off. */
export function trimmedText(identifier: string): string {
	const bare = `case when ${identifier} like '="%"' then substr(${identifier}, 3, length(${identifier}) - 3) else ${identifier} end`;
	return `nullif(trim(${bare}, ' \t\r\n\u3000\u00a0\ufeff'), '')`;
}

const typeNames: Record<FeedColumn['type'], string> = {
	text: '文字',
	enum: '选项',
	integer: '整数',
	number: '数字',
	money_yuan: '金额（元，精确到分）',
	money_wan: '金额（万元）',
	date: '日期（如 2026-08-01、2026/8/1、2026年8月1日）',
	timestamp: '时间（如 2026-08-01 09:30）',
	month: '月份（如 2026-08、202608、2026年8月）',
	boolean: '是或否',
	ratio: '比例（0 到 1，或带 % 的百分数）'
};

/** What is answered to a row of a project whose personal data were erased. */
export const closedReason = '该项目的个人信息已按保存期限删除，此行不再读入';

export interface ColumnCheck {
	readonly column: FeedColumn;
	/** SQL of the typed value, over the trimmed text `t_<name>`. */
	readonly value: string;
	/** SQL that is true where the row must be set aside because of this column. */
	readonly fails: string;
	/** SQL of the reason, one Chinese sentence. */
	readonly reason: string;
}

/**
 * The check of one column. `v_<name>` and `t_<name>` are the typed value and the trimmed text.
 * Personal information is checked as the text that it is.
 */
export function columnCheck(column: FeedColumn): ColumnCheck {
	const text = `t_${column.name}`;
	const value = `v_${column.name}`;
	const scale = column.type === 'money_yuan' ? 100 : column.type === 'money_wan' ? 1_000_000 : 1;
	const conditions: [string, string][] = [];
	if (column.required) conditions.push([`${text} is null`, `'“${column.zh}”为空，此列必填'`]);
	if (column.closed)
		conditions.push([`${text} in (${column.closed.map(sqlText).join(', ')})`, sqlText(closedReason)]);
	if (column.type === 'text') {
		conditions.push([
			`starts_with(${text}, chr(1))`,
			`'“${column.zh}”在表格里被存成了数字，末尾几位已丢失，请把该列改为文本格式后重新填写'`
		]);
	} else {
		const expected =
			column.type === 'enum'
				? `，只能是：${(column.values ?? []).join('、')}`
				: `，应为${typeNames[column.type]}`;
		conditions.push([
			`${text} is not null and ${value} is null`,
			`'“${column.zh}”的值“' || left(${text}, 60) || '”无法识别${expected}'`
		]);
	}
	if (column.min !== undefined)
		conditions.push([`${value} < ${column.min * scale}`, `'“${column.zh}”不能小于 ${column.min}'`]);
	if (column.max !== undefined)
		conditions.push([`${value} > ${column.max * scale}`, `'“${column.zh}”不能大于 ${column.max}'`]);
	return {
		column,
		value: typedValue(column, text),
		fails:
			conditions.length === 0
				? 'false'
				: `coalesce(${conditions.map(([when]) => `(${when})`).join(' or ')}, false)`,
		reason: `case ${conditions.map(([when, reason]) => `when ${when} then ${reason}`).join(' ')} end`
	};
}
