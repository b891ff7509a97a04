import type { Policy } from '../../policies/policy';
import type { Reader } from '../../warehouse/warehouse';

/** How a cell is shown: sums come in fen and people in heads, and are written in the unit of the form. */
export type CellKind = 'text' | 'integer' | 'yuan' | 'wan' | 'wan_people' | 'date' | 'percent';

export interface ReportColumn {
	readonly zh: string;
	readonly kind: CellKind;
	/** Header above it, shared with its neighbours; a printed form merges those cells. */
	readonly under?: string;
	/** Characters wide; by its kind where it is not given. */
	readonly width?: number;
}

export type ReportCell = string | number | null;

export interface ReportTable {
	readonly name: string;
	readonly columns: readonly ReportColumn[];
	readonly rows: readonly (readonly ReportCell[])[];
	/** Said in place of rows where there are none. */
	readonly empty?: string;
}

export type ChartTone = 'red' | 'yellow' | 'accent';

/** A small chart of whole categories: bars lie where names are long, columns stand where time runs. */
export interface ReportChart {
	readonly title: string;
	/** Of all values: 个, 万元, … */
	readonly unit: string;
	readonly shape: 'bars' | 'columns';
	readonly categories: readonly string[];
	/** Stacked on one another; null: nothing is known of that category. */
	readonly series: readonly {
		readonly name: string;
		/** Named as the tokens of the pages; paper has the colours of the light theme. */
		readonly tone: ChartTone;
		readonly values: readonly (number | null)[];
	}[];
}

/** One filled form or bulletin. */
export interface Report {
	readonly title: string;
	/** Written above the table: 填报单位, 日期, … */
	readonly heads: readonly (readonly [label: string, value: string])[];
	/** Paragraphs before the tables. */
	readonly opening: readonly string[];
	readonly tables: readonly ReportTable[];
	/** Charts between the paragraphs and the tables. */
	readonly charts?: readonly ReportChart[];
	/** Paragraphs after the tables. */
	readonly closing: readonly string[];
	/** Every figure by name, in the unit of the form, for programs. */
	readonly figures: Readonly<Record<string, number | null>>;
}

export interface ReportContext {
	readonly reader: Reader;
	readonly policy: Policy;
	/** 'YYYY-MM-DD', both included. */
	readonly from: string;
	readonly to: string;
}

/** A row behind a figure. */
export interface FigureRow {
	readonly feed: string;
	readonly batchId: number;
	readonly rowNo: number;
	readonly code: string;
	readonly value: number;
}

/** One form of an office; a file `<name>.report.ts` is one. */
export interface ReportDefinition {
	/** Name on the command line and in the pack. */
	readonly id: string;
	readonly zh: string;
	/** The period where none is asked for, as days of the given day. */
	readonly period: (day: string) => { readonly from: string; readonly to: string };
	build(context: ReportContext): Promise<Report>;
	/** Rows behind a figure, where the form opens them. */
	rows?(context: ReportContext, figure: string): Promise<FigureRow[]>;
}

/** The report with its limits said in the head, where it is not of everything. */
export const limitedTo = (report: Report, scope: string | null): Report =>
	scope === null ? report : { ...report, heads: [...report.heads, ['筛选范围', scope]] };

const decimals: Record<CellKind, number> = {
	text: 0,
	integer: 0,
	yuan: 2,
	wan: 2,
	wan_people: 4,
	date: 0,
	percent: 1
};
const divisors: Record<CellKind, number> = {
	text: 1,
	integer: 1,
	yuan: 100,
	wan: 1_000_000,
	wan_people: 10_000,
	date: 1,
	percent: 0.01
};

/** A figure in the unit of the form, rounded as it is printed. */
export function inFormUnit(kind: CellKind, value: number): number {
	const factor = 10 ** decimals[kind];
	return Math.round((value / divisors[kind]) * factor) / factor;
}

/** A cell as it is printed; '' where nothing is known. */
export function printed(kind: CellKind, cell: ReportCell): string {
	if (cell === null) return '';
	if (typeof cell === 'string') return cell;
	return inFormUnit(kind, cell).toFixed(decimals[kind]);
}

export const decimalsOf = (kind: CellKind): number => decimals[kind];
