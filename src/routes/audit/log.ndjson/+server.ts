import type { RequestHandler } from './$types';

/** The audit log as it stands, oldest first, with chain and seals, for whoever checks it elsewhere. */
export const GET: RequestHandler = ({ locals }) => {
	const { audit } = locals.app;
	const encoder = new TextEncoder();
	const lines = audit.lines();
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			const next = lines.next();
			if (next.done) controller.close();
			else controller.enqueue(encoder.encode(`${next.value}\n`));
		}
	});
	return new Response(body, {
		headers: {
			'content-type': 'application/x-ndjson; charset=utf-8',
			'content-disposition': 'attachment; filename="audit.ndjson"'
		}
	});
};
