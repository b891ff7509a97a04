import type { RequestEvent } from '@sveltejs/kit';
import { firstAddress } from '$lib/server/accounts/view-book';

/** Whether somebody arrives from outside or has just signed in; a link of this board that leads to the map means the map. */
function arrives({ request, url, isDataRequest }: RequestEvent): boolean {
	if (isDataRequest || url.search !== '') return false;
	if (request.headers.get('sec-fetch-dest') !== 'document') return false;
	if (['none', 'cross-site'].includes(request.headers.get('sec-fetch-site') ?? '')) return true;
	const from = request.headers.get('referer');
	return from !== null && new URL(from).pathname.startsWith('/sign-in');
}

/** The view that somebody has chosen to open the board with, where the first page is what is asked for; null: the first page. */
export const openingView = async (event: RequestEvent): Promise<string | null> =>
	arrives(event) ? firstAddress(event.locals.reader, event.locals.actor) : null;
