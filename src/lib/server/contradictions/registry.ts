import type { ContradictionDefinition } from './definition';

const modules = import.meta.glob<{ default: ContradictionDefinition }>('./*.contradiction.ts', {
	eager: true
});

/** Every kind of contradiction. Adding `<id>.contradiction.ts` adds one. */
export const contradictions: ReadonlyMap<string, ContradictionDefinition> = new Map(
	Object.values(modules)
		.map((module) => module.default)
		.sort((a, b) => a.id.localeCompare(b.id))
		.map((contradiction) => [contradiction.id, contradiction])
);
