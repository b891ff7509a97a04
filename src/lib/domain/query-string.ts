/** A query ('' or '?a=b') with more parts set; '' where nothing is left to say. */
export function queryWith(query: string, parts: Readonly<Record<string, string | undefined>>): string {
	const search = new URLSearchParams(query);
	for (const [name, value] of Object.entries(parts)) {
		if (value !== undefined) search.set(name, value);
	}
	const text = search.toString();
	return text ? `?${text}` : '';
}

/** Address that opens the source rows of a figure on a page, or closes them where `figure` is null. */
export function figureHref(path: string, query: string, figure: string | null, of?: string): string {
	if (figure === null) return path + query;
	return `${path}${queryWith(query, { figure, of })}#${figure}`;
}
