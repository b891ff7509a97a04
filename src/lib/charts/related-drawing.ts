/** A line of the drawing: an enterprise and a project that it has a part in. */
export interface DrawnLink {
	readonly uscc: string;
	readonly project: string;
}

/** Where the enterprises and projects of a group stand, in units of the drawing. */
export interface RelatedDrawing {
	readonly width: number;
	readonly height: number;
	/** Middle of the root, at the left edge. */
	readonly rootY: number;
	readonly companies: readonly { readonly uscc: string; readonly y: number }[];
	readonly projects: readonly { readonly code: string; readonly y: number }[];
	/** Curves from the root to the enterprises, and on to their projects. */
	readonly curves: readonly { readonly key: string; readonly d: string }[];
}

const rowHeight = 24;
const top = 14;
/** Columns of the root, the enterprises and the projects. */
export const columnsX = { root: 8, rootEnd: 92, company: 150, companyEnd: 382, project: 452 } as const;
const width = 800;

const curve = (fromX: number, fromY: number, toX: number, toY: number) => {
	const middle = (fromX + toX) / 2;
	return `M${fromX} ${fromY}C${middle} ${fromY} ${middle} ${toY} ${toX} ${toY}`;
};

/**
 * Lays a group out in three columns. Projects stand in the order given, each enterprise as near as there is room to
 * the middle of its projects.
 */
export function relatedDrawing(links: readonly DrawnLink[]): RelatedDrawing {
	const codes = [...new Set(links.map((link) => link.project))];
	const usccs = [...new Set(links.map((link) => link.uscc))];
	const rows = Math.max(codes.length, usccs.length);
	const place = (index: number) => top + rowHeight * index;
	const projectY = new Map(codes.map((code, index) => [code, place(index)]));
	const wanted = usccs
		.map((uscc) => {
			const own = links.filter((link) => link.uscc === uscc).map((link) => projectY.get(link.project) ?? top);
			return { uscc, y: own.reduce((sum, y) => sum + y, 0) / own.length };
		})
		.sort((a, b) => a.y - b.y);
	let lowest = place(rows - wanted.length);
	const companies: { uscc: string; y: number }[] = [];
	let free = top;
	for (const { uscc, y } of wanted) {
		const at = Math.max(free, Math.min(y, lowest));
		companies.push({ uscc, y: at });
		free = at + rowHeight;
		lowest += rowHeight;
	}
	const companyY = new Map(companies.map(({ uscc, y }) => [uscc, y]));
	const rootY = companies.reduce((sum, { y }) => sum + y, 0) / Math.max(1, companies.length);
	const pairs = new Map(links.map((link) => [`${link.uscc} ${link.project}`, link]));
	return {
		width,
		height: top * 2 + rowHeight * Math.max(0, rows - 1),
		rootY,
		companies,
		projects: codes.map((code) => ({ code, y: projectY.get(code) ?? top })),
		curves: [
			...companies.map(({ uscc, y }) => ({
				key: uscc,
				d: curve(columnsX.rootEnd, rootY, columnsX.company - 6, y)
			})),
			...[...pairs].map(([key, { uscc, project }]) => ({
				key,
				d: curve(
					columnsX.companyEnd,
					companyY.get(uscc) ?? top,
					columnsX.project - 6,
					projectY.get(project) ?? top
				)
			}))
		]
	};
}
