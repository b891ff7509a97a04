import type { FeedDefinition } from './feed';

const modules = import.meta.glob<{ default: FeedDefinition }>('./feeds/*.feed.ts', { eager: true });

/** Every feed, by name. Adding `feeds/<name>.feed.ts` adds a feed. */
export const feeds: ReadonlyMap<string, FeedDefinition> = new Map(
	Object.values(modules)
		.map((module) => module.default)
		.sort((a, b) => (a.feed < b.feed ? -1 : 1))
		.map((definition) => [definition.feed, definition])
);
