import projects from './feeds/projects.feed';

/** The sectors of building works, as the ledger of projects names them. */
export const sectors: readonly string[] = projects.columns.flatMap((column) =>
	column.name === 'sector' ? column.values : []
);
