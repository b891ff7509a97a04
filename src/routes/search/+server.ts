import { json } from '@sveltejs/kit';
import { lastScoring } from '$lib/server/queries/run-detail';
import { subjectSearch } from '$lib/server/queries/subject-search';
import type { RequestHandler } from './$types';

const longestAsked = 60;
const shown = 12;
const kinds = ['project', 'enterprise'] as const;

/** Projects and enterprises that the asking person may see, for the search of every page and for fields that take one. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const q = (url.searchParams.get('q') ?? '').slice(0, longestAsked);
	const type = kinds.find((kind) => kind === url.searchParams.get('type')) ?? null;
	const runId = await lastScoring(locals.reader);
	return json(await subjectSearch(locals.reader, { runId, q, type, limit: shown }));
};
