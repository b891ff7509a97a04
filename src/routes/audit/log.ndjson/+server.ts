import type { RequestHandler } from './$types';

const mostEntries = 1_000_000;

/** The audit log as it stands, oldest first, with chain and seals, for whoever checks it elsewhere. */
export const GET: RequestHandler = ({ locals }) => {
	const lines = locals.app.audit
		.search('', mostEntries)
		.reverse()
		.map((entry) => JSON.stringify(entry));
	return new Response(`${lines.join('\n')}\n`, {
		headers: {
			'content-type': 'application/x-ndjson; charset=utf-8',
			'content-disposition': 'attachment; filename="audit.ndjson"'
		}
	});
};
