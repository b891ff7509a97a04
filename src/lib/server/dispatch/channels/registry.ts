import type { ChannelDefinition } from './channel';

const modules = import.meta.glob<{ default: ChannelDefinition }>('./*.channel.ts', { eager: true });

/** Every kind of channel. Adding `<kind>.channel.ts` adds one. */
export const channels: ReadonlyMap<string, ChannelDefinition> = new Map(
	Object.values(modules)
		.map((module) => module.default)
		.sort((a, b) => a.kind.localeCompare(b.kind))
		.map((definition) => [definition.kind, definition])
);
