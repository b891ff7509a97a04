import { page } from '$app/state';
import { hrefWith } from './domain/filter-reach';
import { parseFilter } from './domain/filter';

/** An address with what the page that is shown is narrowed to, as far as the other one understands it. */
export const carried = (href: string): string => hrefWith(href, parseFilter(page.url.searchParams));
