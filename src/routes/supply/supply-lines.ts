import { daysBetween } from '$lib/domain/day';
import { grouped } from '$lib/domain/grouped';
import type { Language } from '$lib/i18n/words';
import type { PageProps } from './$types';

/** What the page of supply loads. */
export type SupplyData = PageProps['data'];

/** One feed of one supplier. */
export type SupplyLine = SupplyData['lines'][number];

/** The feed as the reader's language calls it. */
export const feedName = (line: { readonly feed: string; readonly zh: string }, lang: Language) =>
	lang === 'zh' ? line.zh : line.feed;

/** Days that a line is behind its due day; 0 where nothing is due. */
export const lateBy = (line: SupplyLine, day: string) =>
	line.nextDue === null ? 0 : daysBetween(line.nextDue, day);

/** How many days of a line bear a mark. */
export const daysMarked = (line: SupplyLine, mark: string) => line.marks.filter((one) => one === mark).length;

/** 'MM-DD' of a day. */
export const shortDay = (day: string) => day.slice(5);

/** What is to be dunned: the silent by the length of their silence, then the late by theirs. */
export function missedLines({ lines, never, day }: SupplyData): (SupplyLine | SupplyData['never'][number])[] {
	const expected = lines.filter((line) => !line.released);
	return [
		...[...expected, ...never].filter((line) => line.missed).sort((a, b) => b.silentDays - a.silentDays),
		...expected.filter((line) => line.state === 'late').sort((a, b) => lateBy(b, day) - lateBy(a, day))
	];
}

const troubleOf = (lines: readonly SupplyLine[]) =>
	Math.max(...lines.map((line) => (line.missed ? 2 : line.state === 'late' && !line.released ? 1 : 0)));

/** The lines by who sends them, those in trouble first. */
export const bySupplier = (lines: readonly SupplyLine[]) =>
	[...grouped(lines, (line) => line.addressee)].sort(([, a], [, b]) => troubleOf(b) - troubleOf(a));
