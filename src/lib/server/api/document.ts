import { createDocument } from 'zod-openapi';
import { z } from 'zod';
import { endpoints } from './registry';

const problem = z
	.object({ type: z.string(), title: z.string(), status: z.number(), detail: z.string() })
	.meta({ id: 'Problem' });
const problemBody = { 'application/problem+json': { schema: problem } };

/** The description of the API, made from the same definitions that answer it. */
export function openApiDocument() {
	return createDocument({
		openapi: '3.1.0',
		info: {
			title: '薪哨 Xinshao API',
			version: '1',
			description:
				'Read-only. A token sees what the role and rows of its account see; an ETag spares unchanged answers.'
		},
		servers: [{ url: '/api/v1' }],
		security: [{ token: [] }],
		components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
		paths: Object.fromEntries(
			endpoints.map(({ path, summary, query, answer }) => [
				path,
				{
					get: {
						summary,
						requestParams: {
							query,
							...(path.includes('{code}') && { path: z.object({ code: z.string() }) })
						},
						responses: {
							'200': { description: 'Found', content: { 'application/json': { schema: answer } } },
							'304': { description: 'Unchanged since the ETag that was sent' },
							'400': { description: 'A parameter is not understood', content: problemBody },
							'401': { description: 'No token and no session' },
							'404': { description: 'No such thing, or none that may be seen', content: problemBody }
						}
					}
				}
			])
		)
	});
}
