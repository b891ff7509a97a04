import { z } from 'zod';
import type { Policy } from '../../policies/policy';
import { chineseDay } from './periods';
import type { Report, ReportColumn, ReportContext } from './report';

const line = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export interface LedgerColumn extends ReportColumn {
	/** Name of the column in the question. */
	readonly from: string;
}

const numeric = new Set(['integer', 'yuan', 'wan', 'wan_people', 'percent']);

function cellOf(column: LedgerColumn, value: unknown): string | number | null {
	if (value === null || value === undefined || value === '') return null;
	if (typeof value === 'boolean') return value ? '是' : '否';
	return numeric.has(column.kind) ? Number(value) : String(value);
}

/** A ledger: rows of one question under the headers of an office's form, numbered from 1. */
export async function ledger(
	{ reader, policy, from, to }: ReportContext,
	form: {
		readonly title: string;
		readonly columns: readonly LedgerColumn[];
		readonly sql: string;
		readonly closing?: readonly string[];
	}
): Promise<Report> {
	const params = Object.fromEntries(
		Object.entries({ from, to }).filter(([name]) => form.sql.includes(`$${name}`))
	);
	const rows = await reader.read(form.sql, params, line);
	return {
		title: form.title,
		heads: heads(policy, to),
		opening: [],
		tables: [
			{
				name: form.title.slice(-20),
				columns: [{ zh: '序号', kind: 'integer', width: 6 }, ...form.columns],
				rows: rows.map((row, index) => [
					index + 1,
					...form.columns.map((column) => cellOf(column, row[column.from]))
				]),
				empty: '本期没有登记事项。'
			}
		],
		closing: form.closing ?? [],
		figures: { rows: rows.length }
	};
}

export const heads = (policy: Policy, day: string): [string, string][] => [
	['填报单位', policy.name],
	['日期', chineseDay(day)]
];
