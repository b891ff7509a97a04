import { feeds } from '$lib/domain/feeds';
import { partOf } from '$lib/domain/list-part';
import { parseOrder } from '$lib/domain/table-order';
import { batchCount, batchList, batchOrders } from '$lib/server/queries/batches';
import type { PageServerLoad } from './$types';

const linesAPage = 100;

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = url.searchParams.get('feed');
	const feed = asked !== null && feeds.has(asked) ? asked : null;
	const part = partOf(url.searchParams, { total: await batchCount(locals.reader, feed), lines: linesAPage });
	return {
		feed,
		part,
		feeds: [...feeds.values()].map(({ feed: id, zh }) => ({ id, zh })),
		batches: await batchList(locals.reader, feed, {
			limit: part.lines,
			offset: part.from,
			order: parseOrder(url.searchParams, '', batchOrders)
		})
	};
};
