import { figureOf, figures } from './figures';
import type { Language, Translate } from './words';

/** Name and unit of an indicator, as the registry gives them. */
export interface NamedIndicator {
	readonly zh: string;
	readonly en: string;
	readonly unit: string;
}

/** A finding in a few words: '工资逾期天数 35 天'; '' where there is no such indicator. */
export function shortReason(
	indicator: NamedIndicator | undefined,
	value: number | null,
	{ lang, t }: { lang: Language; t: Translate }
): string {
	if (!indicator) return '';
	if (value === null || indicator.unit === 'flag') return indicator[lang];
	const figure = figureOf(value, indicator.unit, { figures: figures(lang), t });
	return `${indicator[lang]} ${figure.number}${figure.unit ? ` ${figure.unit}` : ''}`;
}
