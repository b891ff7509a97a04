import { page } from '$app/state';
import { hrefWith } from './domain/filter-reach';
import { parseFilter } from './domain/filter';

/** The address that the browser shows; a page may have narrowed itself without asking the server. */
export const shownUrl = (): URL => (page.state.shown ? new URL(page.state.shown, page.url) : page.url);

/** An address with what the page that is shown is narrowed to, as far as the other one understands it. */
export const carried = (href: string): string => hrefWith(href, parseFilter(shownUrl().searchParams));
