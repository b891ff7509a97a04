import type { Remedy } from './remedy';

const files = import.meta.glob<Remedy>('./remedies/*.remedy.ts', { eager: true, import: 'default' });

/** The fixed list of remedies, by id. */
export const remedies: ReadonlyMap<string, Remedy> = new Map(
	Object.values(files)
		.sort((a, b) => (a.id < b.id ? -1 : 1))
		.map((remedy) => [remedy.id, remedy])
);
