import { feeds } from '$lib/domain/feeds';
import type { Speech } from '$lib/i18n/context';

/** A feed as the reader's language calls it; the name it has in files where it is not known. */
export const feedName = (name: string, { lang }: Pick<Speech, 'lang'>): string =>
	(lang === 'zh' ? feeds.get(name)?.zh : name) ?? name;

/** A column of a feed as the reader's language calls it; a dash where a whole row was set aside. */
export const columnName = (
	feed: string,
	name: string | null,
	{ lang, t }: Pick<Speech, 'lang' | 't'>
): string =>
	(lang === 'zh' ? feeds.get(feed)?.columns.find((one) => one.name === name)?.zh : name) ?? name ?? t('dash');
