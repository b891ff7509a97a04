import type { IconName } from '$lib/theme/icons';

/** A line of a menu: it leads somewhere, or sends something to the server. */
export interface MenuEntry {
	readonly text: string;
	readonly icon?: IconName;
	/** Where it leads. */
	readonly href?: string;
	/** What it sends: the address of a form action, and one field of it. */
	readonly post?: { readonly action: string; readonly name?: string; readonly value?: string };
	/** What it does in the browser; a line that can do nothing else is not there without JavaScript. */
	readonly deed?: () => void;
	/** Of lines of which one holds: whether it is this one. */
	readonly isChosen?: boolean;
	/** Language of the text, where it is not that of the page. */
	readonly lang?: string;
}

/** Lines that belong together, under a heading or a rule. */
export interface MenuGroup {
	readonly title: string | null;
	readonly entries: readonly MenuEntry[];
}
