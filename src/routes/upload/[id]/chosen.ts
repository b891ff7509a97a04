import { feeds } from '$lib/domain/feeds';
import type { UploadCard } from '$lib/server/sources/upload.source';

const unit = (text: string) => (text === '元' || text === '万元' ? text : undefined);

/**
 * The card with what the form of the preview says: supplier, feed, and fields `header:<feed>:<header>` (a column)
 * and `unit:<feed>:<column>`. An empty choice leaves the header as it is; of two headers for one column the first.
 */
export function chosen(upload: UploadCard, form: FormData): UploadCard {
	const supplier =
		String(form.get('supplier') ?? '')
			.trim()
			.slice(0, 80) || null;
	const feed = feeds.has(String(form.get('feed'))) ? String(form.get('feed')) : null;
	const choices: Record<string, { headers: Record<string, string>; units: Record<string, '元' | '万元'> }> =
		{};
	for (const [field, value] of form) {
		const [kind, feedName = '', ...rest] = field.split(':');
		const name = rest.join(':');
		const definition = feeds.get(feedName);
		if (!definition || name === '' || typeof value !== 'string') continue;
		const ofFeed = (choices[feedName] ??= { headers: {}, units: {} });
		const isColumn = (text: string) => definition.columns.some((column) => column.name === text);
		const isFree = !Object.values(ofFeed.headers).includes(value);
		if (kind === 'header' && isColumn(value) && isFree) ofFeed.headers[name] = value;
		const said = unit(value);
		if (kind === 'unit' && isColumn(name) && said) ofFeed.units[name] = said;
	}
	const given = Object.entries(choices).filter(
		([, { headers, units }]) => Object.keys(headers).length + Object.keys(units).length > 0
	);
	return { ...upload, supplier, feed, choices: Object.fromEntries(given) };
}
