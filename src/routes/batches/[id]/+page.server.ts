import { error } from '@sveltejs/kit';
import { feeds } from '$lib/domain/feeds';
import { batchAsides, batchFacts } from '$lib/server/queries/batches';
import type { PageServerLoad } from './$types';

const shownAsides = 200;

export const load: PageServerLoad = async ({ locals, params }) => {
	const id = Number(params.id);
	const facts = Number.isInteger(id) ? await batchFacts(locals.reader, id) : null;
	if (!facts) error(404, '没有这个批次。');
	const feed = feeds.get(facts.batch.feed);
	const labels = Object.fromEntries((feed?.columns ?? []).map(({ name, zh }) => [name, zh]));
	return { ...facts, labels, asides: await batchAsides(locals.reader, id, shownAsides) };
};
