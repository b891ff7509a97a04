import type { Figure } from '$lib/domain/figure';
import { tierKey, tierOf, type TierKey } from '$lib/domain/tier-key';
import type { Speech } from './context';
import { figureOf, figures as figuresOf } from './figures';
import type { WordKey } from './words';

/** Most findings that one sentence can carry. */
const mostReasons = 4;

export interface WhyInput {
	readonly tier: TierKey;
	readonly clause: string;
	/** Indicators that decided, gravest first. */
	readonly fired: readonly string[];
	readonly figures: readonly Figure[];
	readonly contractorFigures: readonly Figure[];
}

const signs = { '>=': '≥', '>': '＞', '<': '＜', '<=': '≤' } as const;

/** A threshold line as people write it: '≥ 30 天'. */
export function lineText(
	threshold: { readonly op: '>=' | '>' | '<' | '<='; readonly bound: number },
	unit: string,
	{ lang, t }: Pick<Speech, 'lang' | 't'>
): string {
	if (unit === 'flag') return t('unit.flag_yes');
	const figure = figureOf(threshold.bound, unit, { figures: figuresOf(lang), t });
	return `${signs[threshold.op]} ${figure.number}${figure.unit ? ` ${figure.unit}` : ''}`;
}

function reasonOf(figure: Figure, speech: Speech): string {
	const { lang, t, tierName } = speech;
	const value = figureOf(figure.value, figure.unit, { figures: figuresOf(lang), t });
	const said = { name: figure[lang], value: `${value.number}${value.unit ? ` ${value.unit}` : ''}` };
	const line = figure.thresholds.find(({ severity, band }) => severity === figure.severity && band === '');
	if (!line || figure.unit === 'flag') return t('why.reason_plain', said);
	return t('why.reason', {
		...said,
		tier: tierName(tierKey(line.severity)),
		line: lineText(line, figure.unit, speech)
	});
}

/** Why a project stands in its tier: the findings, the clause of the rule, the law; plain sentences. */
export function whySentences(input: WhyInput, speech: Speech): string[] {
	const { t, tierName } = speech;
	if (input.tier === 'grey') return [t('why.grey')];
	if (input.tier === 'normal') return [t('why.normal', { tier: tierName('normal') })];
	const level = tierOf(input.tier) ?? 0;
	const deciding = input.fired.flatMap((id) => {
		const own = input.figures.filter((figure) => figure.indicator === id && (figure.severity ?? 0) >= level);
		const worst = own.sort((a, b) => (b.severity ?? 0) - (a.severity ?? 0))[0];
		if (worst) return [{ text: reasonOf(worst, speech), basis: worst.basis }];
		const contractors = input.contractorFigures.find((figure) => figure.indicator === id);
		return contractors
			? [{ text: t('why.contractor', { reason: reasonOf(contractors, speech) }), basis: contractors.basis }]
			: [];
	});
	const shown = deciding.slice(0, mostReasons);
	const reasons = shown.map(({ text }) => text).join(t('why.joiner'));
	const basis = [...new Set(shown.map((reason) => reason.basis))].join(t('why.joiner'));
	const clause = `clause.${input.clause}` as WordKey;
	return [
		t('why.judged', { reasons, tier: tierName(input.tier) }),
		t('why.clause', { clause: input.clause, text: t(clause) }),
		t('why.basis', { basis })
	];
}
