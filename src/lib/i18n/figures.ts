import type { Language, Translate } from './words';

const fenInWan = 1_000_000;
const perCent = 100;

/** Figures of one language: whole numbers, decimals, 万元, percentages. Null is written as a dash. */
export interface Figures {
	readonly integer: (value: number | null) => string;
	readonly decimal: (value: number | null, digits: number) => string;
	/** Fen as 万元 without the unit: '123.4', whole from 1 000 on, two places below 1. */
	readonly wan: (fen: number | null) => string;
	/** A ratio as a percentage without the sign. */
	readonly percent: (ratio: number | null) => string;
	/** A difference with its sign, '+3', '−2', '0'. */
	readonly signed: (value: number) => string;
}

const dash = '—';
const locale = { zh: 'zh-CN', en: 'en-GB' } as const;

/** How figures are written in a language. */
export function figures(lang: Language): Figures {
	const formats = [0, 1, 2].map(
		(digits) =>
			new Intl.NumberFormat(locale[lang], { minimumFractionDigits: digits, maximumFractionDigits: digits })
	);
	const decimal = (value: number | null, digits: number) =>
		value === null ? dash : (formats[digits] ?? formats[2])!.format(value);
	return {
		integer: (value) => decimal(value, 0),
		decimal,
		wan: (fen) => {
			if (fen === null) return dash;
			const wan = fen / fenInWan;
			return decimal(wan, wan === 0 || Math.abs(wan) >= 1000 ? 0 : Math.abs(wan) >= 1 ? 1 : 2);
		},
		percent: (ratio) => {
			if (ratio === null) return dash;
			const value = ratio * perCent;
			return decimal(value, Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 2 : 1);
		},
		signed: (value) => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0')
	};
}

/** Units in which an indicator is measured. */
export type FigureUnit =
	| 'days'
	| 'working_days'
	| 'months'
	| 'ratio'
	| 'count'
	| 'people'
	| 'times'
	| 'wan'
	| 'yuan'
	| 'flag'
	| 'level';

/** Number and unit of an indicator's value, ready to be set side by side; a flag is a word without unit. */
export function figureOf(
	value: number | null,
	unit: FigureUnit,
	{ figures, t }: { figures: Figures; t: Translate }
): { number: string; unit: string } {
	if (value === null) return { number: dash, unit: '' };
	switch (unit) {
		case 'ratio':
			return { number: figures.percent(value), unit: t('unit.percent') };
		case 'flag':
			return { number: t(value >= 1 ? 'unit.flag_yes' : 'unit.flag_no'), unit: '' };
		case 'wan':
		case 'yuan':
			return { number: figures.decimal(value, Number.isInteger(value) ? 0 : 2), unit: t(`unit.${unit}`) };
		default:
			return { number: figures.decimal(value, Number.isInteger(value) ? 0 : 1), unit: t(`unit.${unit}`) };
	}
}
