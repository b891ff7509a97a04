import type { ScreenView, Slide } from '$lib/domain/screen-view';
import type { Run } from '$lib/server/queries/latest-run';

/** What a slide is asked for. */
export interface SlideAsked {
	readonly locals: App.Locals;
	readonly view: ScreenView;
	readonly run: Run;
	/** The scoring of a week before; null where there is none. */
	readonly before: Run | null;
	/** Streets in the order of the pack. */
	readonly streets: readonly string[];
}

/** As many lines as can be read from the back of a room. */
export const lines = 10;

/** One slide; a file `<name>.slide.ts` gives what `<name>.svelte` beside it shows. */
export type SlideLoad<T extends object = object> = (asked: SlideAsked) => Promise<T>;

const found = import.meta.glob<{ default: SlideLoad }>('./*.slide.ts', { eager: true });

/** Every slide by its name. */
const slideLoads: ReadonlyMap<string, SlideLoad> = new Map(
	Object.entries(found).map(([path, { default: load }]) => [path.slice(2, -'.slide.ts'.length), load])
);

/** What a slide shows. @throws TypeError where a slide of the list has no file */
export function slideOf(slide: Slide, asked: SlideAsked): Promise<object> {
	const load = slideLoads.get(slide);
	if (!load) throw new TypeError(`no slide ${slide}`);
	return load(asked);
}
