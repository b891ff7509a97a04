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

const units = {
	days: 'unit.days',
	workdays: 'unit.working_days',
	months: 'unit.months',
	count: 'unit.count',
	people: 'unit.people',
	times: 'unit.times',
	level: 'unit.level',
	wan: 'unit.wan',
	yuan: 'unit.yuan'
} as const;
/** What the registry writes where a forecast finds no gap at all. */
const noneWithin = 999;

/** Number and unit of an indicator's value, to be set side by side; a word (yes, no) has no unit. */
export function figureOf(
	value: number | null,
	unit: string,
	{ figures, t }: { figures: Figures; t: Translate }
): { number: string; unit: string } {
	if (value === null) return { number: dash, unit: '' };
	if (unit === 'ratio') return { number: figures.percent(value), unit: t('unit.percent') };
	if (unit === 'flag') return { number: t(value >= 1 ? 'unit.flag_yes' : 'unit.flag_no'), unit: '' };
	if (unit === 'days' && value === noneWithin) return { number: t('unit.none_within'), unit: '' };
	const word = unit in units ? t(units[unit as keyof typeof units]) : '';
	return { number: figures.decimal(value, Number.isInteger(value) ? 0 : 1), unit: word };
}
