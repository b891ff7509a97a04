import type { PageServerLoad } from './$types';

const shownEntries = 300;

export const load: PageServerLoad = ({ locals, url }) => {
	const search = (url.searchParams.get('q') ?? '').trim().slice(0, 80);
	return {
		search,
		entries: locals.app.audit.search(search, shownEntries),
		broken: locals.app.audit.brokenAt()
	};
};
