import type { App } from '$lib/server/app';
import { localViewer } from '$lib/server/accounts/viewer';
import { leaderBoard } from '../routes/leader-board';
import { rowsWithin } from './rows-within';

/** The first page as it opens, without a filter. */
const firstPage = new URL('http://localhost/');

/**
 * Makes the first page for those who see everything before anybody asks for it: after a start, and whenever a day was
 * judged, when every open page comes for it at once.
 *
 * @returns what ends it
 */
export function keepFirstPageReady(app: App): () => void {
	const viewer = localViewer;
	const make = () => {
		leaderBoard({ app, viewer, reader: rowsWithin(app, viewer.scope) }, firstPage).catch((error: unknown) =>
			app.log.warn({ err: error }, 'the first page could not be made beforehand')
		);
	};
	make();
	return (
		app.events.listen({
			person: 'first page',
			hear: ({ kind }) => kind === 'scored' && make(),
			end: () => undefined
		}) ?? (() => undefined)
	);
}
