const files = import.meta.glob<string>('./models/intermediate/*.sql', {
	eager: true,
	query: '?raw',
	import: 'default'
});

export interface IntermediateModel {
	/** Name of the temporary table that it fills. */
	readonly name: string;
	readonly sql: string;
}

/** The steps between the feeds and the indicators, in the order of their numbers. */
export const intermediateModels: readonly IntermediateModel[] = Object.entries(files)
	.sort(([a], [b]) => a.localeCompare(b))
	.map(([path, sql]) => ({ name: (path.split('/').at(-1) ?? '').replace(/^\d+_|\.sql$/g, ''), sql }));
