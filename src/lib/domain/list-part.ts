/** Which part of a list of many is shown. */
export interface ListPart {
	/** From 1. */
	readonly page: number;
	readonly pages: number;
	/** Place of its first line, counted from 0. */
	readonly from: number;
	/** Lines of a full page. */
	readonly lines: number;
	readonly total: number;
}

/** How the page of a table is called in an address; '' is the only table there. */
export const pageName = (table: string): string => (table === '' ? 'page' : `${table}_page`);

/** The part of a list that an address asks for; one past its end is the last. */
export function partOf(
	search: URLSearchParams,
	{ total, lines, table = '' }: { readonly total: number; readonly lines: number; readonly table?: string }
): ListPart {
	const pages = Math.max(1, Math.ceil(total / lines));
	const asked = Math.trunc(Number(search.get(pageName(table)))) || 1;
	const page = Math.min(pages, Math.max(1, asked));
	return { page, pages, from: (page - 1) * lines, lines, total };
}

/** The lines of a part, where all are at hand. */
export const linesOf = <Line>(all: readonly Line[], { from, lines }: ListPart): Line[] =>
	all.slice(from, from + lines);
