import type { Language, Translate, WordKey } from '$lib/i18n/words';
import { figures } from '$lib/i18n/figures';
import type { PageProps } from './$types';

/** One project of the two, with what it will owe on its next pay days. */
export type Side = NonNullable<PageProps['data']['sides']>[number];

/** One line of the comparison: how a side says it, and how the difference is said. */
export interface FactLine {
	readonly word: WordKey;
	readonly unit: string;
	readonly say: (side: Side) => string;
	/** Null: nothing to subtract. */
	readonly value?: (side: Side) => number | null;
	readonly sayDifference?: (value: number) => string;
}

const clauses = ['1a', '1b', '1c', '1d', '2', '3', '0'] as const;

interface Speech {
	readonly t: Translate;
	readonly lang: Language;
	readonly labels: PageProps['data']['labels'];
}

/** What stands beside what, line by line; money in 万元. */
export function factLines({ t, lang, labels }: Speech): FactLine[] {
	const { decimal, wan } = figures(lang);
	const wanSigned = (fen: number) => (fen > 0 ? `+${wan(fen)}` : fen < 0 ? `−${wan(-fen)}` : '0');
	const numberSigned = (value: number, digits: number) =>
		value > 0 ? `+${decimal(value, digits)}` : value < 0 ? `−${decimal(-value, digits)}` : '0';
	const money = (word: WordKey, value: (side: Side) => number | null): FactLine => ({
		word,
		unit: t('unit.wan'),
		say: (side) => wan(value(side)),
		value,
		sayDifference: wanSigned
	});
	const number = (
		word: WordKey,
		unit: string,
		digits: number,
		value: (side: Side) => number | null
	): FactLine => ({
		word,
		unit,
		say: (side) => decimal(value(side), digits),
		value,
		sayDifference: (difference) => numberSigned(difference, digits)
	});
	const text = (word: WordKey, value: (side: Side) => string | null): FactLine => ({
		word,
		unit: '',
		say: (side) => value(side) ?? t('dash')
	});
	return [
		text('compare.clause', ({ project }) => {
			const known = clauses.find((clause) => clause === project.clause);
			return known ? t(`clause.${known}`) : project.clause;
		}),
		text('compare.reason', ({ project }) =>
			project.fired.map((id) => labels[id]?.[lang] ?? id).join(lang === 'zh' ? '、' : ', ')
		),
		money('project.unpaid', ({ project }) => project.unpaidFen),
		number('project.workers', t('unit.people'), 0, ({ project }) => project.workers),
		money('compare.balance', ({ runway }) => runway[0]?.balanceFen ?? null),
		money('compare.arrears', ({ runway }) => runway[0]?.arrearsFen ?? null),
		number('project.score', '', 1, ({ project }) => project.score),
		number('project.priority', '', 0, ({ project }) => project.priority),
		money('project.contract', ({ project }) => project.contractFen),
		text('filter.street', ({ project }) => project.street),
		text('filter.sector', ({ project }) => project.sector),
		text('project.contractor', ({ project }) => project.contractor.name),
		text('project.owner', ({ project }) => project.owner.name),
		text('project.status', ({ project }) => project.status)
	];
}

/** The second less the first; null where one of them has none. */
export function differenceOf(line: FactLine, [left, right]: readonly Side[]): number | null {
	const from = left && line.value?.(left);
	const to = right && line.value?.(right);
	return typeof from === 'number' && typeof to === 'number' ? to - from : null;
}
