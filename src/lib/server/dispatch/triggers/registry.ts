import type { TriggerDefinition } from './trigger';

const modules = import.meta.glob<{ default: TriggerDefinition }>('./*.trigger.ts', { eager: true });

/** Every trigger, by id. Adding `<id>.trigger.ts` adds one; it fires where the pack names it. */
export const triggers: ReadonlyMap<string, TriggerDefinition> = new Map(
	Object.values(modules)
		.map((module) => module.default)
		.sort((a, b) => a.id.localeCompare(b.id))
		.map((trigger) => [trigger.id, trigger])
);
