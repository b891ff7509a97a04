import type { IndicatorDefinition } from './definition';

/** Whether the outermost select of an indicator's SQL answers a column beside the subject. */
export function answersColumn(sql: string, name: string): boolean {
	const head = sql.slice(sql.toLowerCase().lastIndexOf('as subject_code'));
	return new RegExp(`\\bas ${name}\\b`).test(head);
}

/** Whether an indicator answers one row a subject: only measures and bands make candidates to choose from. */
export function answersOneRow({ sql, enterpriseSql = '' }: IndicatorDefinition): boolean {
	return ![sql, enterpriseSql].some((text) => answersColumn(text, 'measure') || answersColumn(text, 'band'));
}
