import { feeds } from '$lib/domain/feeds';
import { batchList } from '$lib/server/queries/batches';
import type { PageServerLoad } from './$types';

const shownBatches = 300;

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = url.searchParams.get('feed');
	const feed = asked !== null && feeds.has(asked) ? asked : null;
	return {
		feed,
		feeds: [...feeds.values()].map(({ feed: id, zh }) => ({ id, zh })),
		batches: await batchList(locals.reader, feed, shownBatches)
	};
};
