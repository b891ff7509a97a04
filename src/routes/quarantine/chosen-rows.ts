import type { AsideFilter } from '$lib/server/queries/quarantine';

/** Which rows an address or a form means; what cannot be read limits nothing. */
export function chosenRows(values: URLSearchParams | FormData): Omit<AsideFilter, 'state'> {
	const text = (name: string) => {
		const value = values.get(name);
		return typeof value === 'string' && value !== '' ? value : null;
	};
	const batch = Number(text('batch') ?? NaN);
	return {
		feed: text('feed'),
		reason: text('reason'),
		file: text('file'),
		batch: Number.isInteger(batch) ? batch : null
	};
}
