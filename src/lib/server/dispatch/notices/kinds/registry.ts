import type { NoticeKind } from './kind';

const modules = import.meta.glob<{ default: NoticeKind }>('./*.kind.ts', { eager: true });

/** Every kind of event that somebody can be told of. Adding `<id>.kind.ts` adds one. */
export const noticeKinds: ReadonlyMap<string, NoticeKind> = new Map(
	Object.values(modules)
		.map((module) => module.default)
		.sort((a, b) => a.id.localeCompare(b.id))
		.map((kind) => [kind.id, kind])
);
