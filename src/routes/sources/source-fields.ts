import type { SourceKind } from '$lib/server/sources/source-file';

/** A number where digits were written; otherwise what was written, for the shape to refuse. */
const numberOf = (text: string): unknown => (/^\d+$/.test(text) ? Number(text) : text);

/** The entry of the file that a filled form stands for; the shape of sources checks it. */
export function entryOfForm(kind: SourceKind, form: FormData): Record<string, unknown> {
	const text = (name: string) => String(form.get(name) ?? '').trim();
	const common = { id: text('id'), supplier: text('supplier'), enabled: text('enabled') !== 'no' };
	if (kind === 'http') {
		return {
			...common,
			base: text('base'),
			token_env: text('token_env'),
			feeds: form.getAll('feeds').map(String),
			...(text('page_size') !== '' && { page_size: numberOf(text('page_size')) })
		};
	}
	const selects = form.getAll('query_select').map((value) => String(value).trim().replaceAll('\r\n', '\n'));
	const feeds = form.getAll('query_feed').map(String);
	const columns = form.getAll('query_since').map((value) => String(value).trim());
	return {
		...common,
		engine: text('engine'),
		host: text('host').toLowerCase(),
		port: numberOf(text('port')),
		database: text('database'),
		user: text('user'),
		password_env: text('password_env'),
		tls: form.get('tls') === 'on',
		queries: selects.flatMap((select, index) =>
			select === ''
				? []
				: [
						{
							feed: feeds[index] ?? '',
							select,
							...(columns[index] && { since_column: columns[index] })
						}
					]
		)
	};
}
