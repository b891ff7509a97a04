import { RiskError } from '$lib/domain/errors';
import type { Params } from './warehouse';

/** What `{{name}}` and `{{name(a, b)}}` stand for in a model or an indicator. */
export type Templates = Readonly<Record<string, string | ((...args: string[]) => string)>>;

function topLevelArguments(text: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	let start = 0;
	for (let index = 0; index < text.length; index += 1) {
		const character = text[index];
		if (character === '(') depth += 1;
		if (character === ')') depth -= 1;
		if (character === ',' && depth === 0) {
			parts.push(text.slice(start, index).trim());
			start = index + 1;
		}
	}
	return [...parts, text.slice(start).trim()];
}

/**
 * Fills the templates of an SQL text; what stands for engine differences and for the view of the data
 * (as of, as known then) is said in one place and not in every model.
 * @throws RiskError SQL_TEMPLATE for a name that nobody defines
 */
export function renderSql(sql: string, templates: Templates): string {
	return sql.replaceAll(/\{\{\s*(\w+)(?:\(([\s\S]*?)\))?\s*\}\}/g, (_, name: string, args?: string) => {
		const template = templates[name];
		if (template === undefined) {
			throw new RiskError('SQL_TEMPLATE', `SQL 模板 {{${name}}} 没有定义，请检查模型或指标文件。`, { sql });
		}
		if (typeof template === 'string') return template;
		return template(...topLevelArguments(renderSql(args ?? '', templates)));
	});
}

/** The parameters that a statement names; the engine refuses others. */
export function usedParams(sql: string, params: Params): Params {
	return Object.fromEntries(Object.entries(params).filter(([name]) => new RegExp(`\\$${name}\\b`).test(sql)));
}

const tenThousandfold = (numerator: string, denominator: string) =>
	`cast(case when (${numerator}) >= 0
		then (10000 * (${numerator})) // (${denominator})
		else -((10000 * -(${numerator}) + (${denominator}) - 1) // (${denominator})) end as double) / 10000`;

const whole = (value: string) => `cast((${value}) * 1000000 as hugeint)`;

/** Words that differ between engines, for the embedded one. Ratios are floored to basis points, exactly. */
export const duckdbTemplates: Templates = {
	as_of: 'cast($as_of as date)',
	days: (from, to) => `(${to} - ${from})`,
	month_end: (day) => `last_day(${day})`,
	months_before: (day, count) => `cast(${day} - to_months(${count}) as date)`,
	ratio: (numerator, denominator) =>
		`case when (${denominator}) > 0 then ${tenThousandfold(`cast(${numerator} as hugeint)`, `cast(${denominator} as hugeint)`)} end`,
	ratio_decimal: (numerator, denominator) =>
		`case when (${denominator}) > 0 then ${tenThousandfold(whole(numerator ?? '0'), whole(denominator ?? '1'))} end`
};
