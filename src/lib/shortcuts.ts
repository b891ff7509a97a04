import type { WordKey } from '$lib/i18n/words';

/** What a key does on every page. A pair is typed one after the other. */
export interface Shortcut {
	readonly keys: readonly string[];
	readonly word: WordKey;
	/** Where it leads; the others are known to `Habits.svelte` by their keys. */
	readonly href?: string;
	/** Works inside fields too, and cannot be switched off: it takes a modifier. */
	readonly isChord?: boolean;
}

export const shortcuts: readonly Shortcut[] = [
	{ keys: ['Ctrl', 'K'], word: 'habits.keys.search', isChord: true },
	{ keys: ['/'], word: 'habits.keys.search' },
	{ keys: ['?'], word: 'habits.keys.help' },
	{ keys: ['g', 'm'], word: 'nav.map', href: '/' },
	{ keys: ['g', 'p'], word: 'nav.projects', href: '/projects' },
	{ keys: ['g', 'e'], word: 'nav.enterprises', href: '/enterprises' },
	{ keys: ['g', 'r'], word: 'nav.runway', href: '/runway' },
	{ keys: ['g', 'a'], word: 'nav.alerts', href: '/alerts' },
	{ keys: ['g', 'c'], word: 'nav.clues', href: '/clues' },
	{ keys: ['g', 'd'], word: 'nav.operations', href: '/operations' },
	{ keys: ['g', 's'], word: 'screen.title', href: '/screen' }
];

const kept = 'xinshao.keys';

/** Single keys can be switched off: whoever speaks to a computer, or types by accident, would set them off. */
export const singleKeysAreOn = (): boolean => localStorage.getItem(kept) !== 'off';
export const switchSingleKeys = (isOn: boolean): void => localStorage.setItem(kept, isOn ? 'on' : 'off');

/** Whether a key press belongs to a field in which somebody writes, or to a menu that letters move through. */
export const isWriting = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement &&
	(/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
		target.isContentEditable ||
		target.closest('[role="menu"], [role="listbox"]') !== null);
