/** The address of these rows with some of it changed; null takes a name out, and every change begins at the first page. */
export function rowAddress(
	search: URLSearchParams,
	changes: Readonly<Record<string, string | number | null>>,
	path = '/quarantine'
): string {
	const kept = [...search].filter(([name]) => !(name in changes) && name !== 'page');
	const added = Object.entries(changes).filter(([, value]) => value !== null);
	const text = [...kept, ...added]
		.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
		.join('&');
	return text === '' ? path : `${path}?${text}`;
}

/** Changes that take every choice out again. */
export const nothingChosen = { feed: null, reason: null, file: null, batch: null };
