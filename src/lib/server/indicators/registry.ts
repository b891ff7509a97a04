import type { IndicatorDefinition } from './definition';

const modules = import.meta.glob<{ default: IndicatorDefinition }>('./*/*.indicator.ts', { eager: true });

const order = (definition: IndicatorDefinition) => `${definition.group}`;

/** Every indicator, by id, in group order. Adding `<group>/<id>.indicator.ts` adds an indicator. */
export const indicators: ReadonlyMap<string, IndicatorDefinition> = new Map(
	Object.values(modules)
		.map((module) => module.default)
		.sort((a, b) => order(a).localeCompare(order(b)) || a.id.localeCompare(b.id))
		.map((definition) => [definition.id, definition])
);
