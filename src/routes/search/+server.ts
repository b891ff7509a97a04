import { json } from '@sveltejs/kit';
import { lastScoring } from '$lib/server/queries/run-detail';
import { subjectSearch } from '$lib/server/queries/subject-search';
import type { RequestHandler } from './$types';

const longestAsked = 60;
const shown = 12;

/** Projects and enterprises that the asking person may see, for the search that opens on every page. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const q = (url.searchParams.get('q') ?? '').slice(0, longestAsked);
	const runId = await lastScoring(locals.reader);
	return json(await subjectSearch(locals.reader, { runId, q, limit: shown }));
};
