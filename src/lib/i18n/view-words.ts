import { groupKeys } from '$lib/domain/list-view';
import { sortKeys } from '$lib/domain/filter';
import { mapMeasures } from '$lib/domain/map-measure';
import { tierKeys } from '$lib/domain/tier-key';
import { placeOf } from '$lib/navigation';
import type { Speech } from './context';

const named = {
	street: 'filter.street',
	sector: 'filter.sector',
	q: 'filter.search',
	from: 'changes.from',
	to: 'changes.to'
} as const;
/** Said beside the name, or of no weight for who chooses among views. */
const silent = new Set(['as_of', 'dir', 'days', 'map']);

/** What a view shows, in words: the page, and what it is narrowed to and laid out by. */
export function viewWords(address: string, { t, tierName, lang }: Speech): string {
	const [path = '/', query = ''] = address.split('?');
	const place = placeOf(path)?.place;
	const code = place && place.href !== path ? path.slice(place.href.length + 1) : '';
	const one = <T extends string>(known: readonly T[], value: string) => known.find((key) => key === value);
	const part = (name: string, value: string): string => {
		if (silent.has(name)) return '';
		const tier = name === 'tier' && one(tierKeys, value);
		if (tier) return `${t('filter.tier')} ${tierName(tier)}`;
		const group = name === 'group' && one(groupKeys, value);
		if (group) return t(`lists.group.${group}`);
		const sort = name === 'sort' && one(sortKeys, value);
		if (sort) return `${t('filter.sort')} ${t(`sort.${sort}`)}`;
		const measure = name === 'measure' && one(mapMeasures, value);
		if (measure) return t('views.measure', { measure: t(`map.measure.${measure}`) });
		if (name === 'col') return t('views.columns', { n: value.split(',').length });
		if (name === 'known_at') return t('filter.chip.known_at', { at: value.replace('T', ' ') });
		const said = name in named ? t(named[name as keyof typeof named]) : name;
		return `${said} ${value.replaceAll(',', lang === 'zh' ? '、' : ', ')}`;
	};
	return [
		place ? t(place.word) : path,
		decodeURIComponent(code),
		...[...new URLSearchParams(query)].map(([name, value]) => part(name, value))
	]
		.filter(Boolean)
		.join(' · ');
}
