import type { Figure } from '$lib/domain/figure';
import { tierKey, tierOf, type TierKey } from '$lib/domain/tier-key';
import type { Speech } from '$lib/i18n/context';
import { figureOf, figures as figuresOf } from '$lib/i18n/figures';
import { lineText, whySentences } from '$lib/i18n/why';
import type { WordKey } from '$lib/i18n/words';
import type { PaperBlock, PaperText } from '$lib/server/dispatch/paper/paper';
import { listed, paragraph, signedTier, type Story } from './story-words';

/** As many indicators are named in a line; how many more there are is said. */
const namedIndicators = 4;

const tierText = (key: TierKey, speech: Speech): PaperText => [{ text: signedTier(key, speech), tone: key }];

/** Why the project has its tier, in sentences. */
export function whyOf(story: Story, speech: Speech): PaperBlock[] {
	const { project, figures, contractorFigures, greyFeeds, contradictory } = story;
	const { t, lang } = speech;
	const { integer } = figuresOf(lang);
	const { tier, clause, fired } = project;
	return [
		...whySentences({ tier, clause, fired, figures, contractorFigures }, speech).map(paragraph),
		...(greyFeeds.length > 0
			? [paragraph(t('project.grey_feeds', { feeds: listed(greyFeeds, speech) }))]
			: []),
		...contradictory.map(({ words, month, left, right }) =>
			paragraph(
				`${t('paper.file.against')} · ${words.label[lang]} ${month}: ${words.left[lang]} ${integer(left)}, ${words.right[lang]} ${integer(right)}. ${t('contradictions.asks', { who: words.asks[lang] })}`
			)
		)
	];
}

/** The rule of the tier, clause by clause. */
export function clausesOf({ sheet, figures, contractorFigures }: Story, speech: Speech): PaperBlock {
	const { t, lang } = speech;
	const nameOf = (id: string) =>
		[...figures, ...contractorFigures].find(({ indicator }) => indicator === id)?.[lang] ?? id;
	const namesOf = (names: readonly string[]) => {
		const shown = listed(names.slice(0, namedIndicators), speech);
		return names.length > namedIndicators
			? t('paper.file.several', { names: shown, n: names.length })
			: shown;
	};
	return {
		kind: 'table',
		columns: [
			{ head: t('paper.file.clause'), weight: 6, align: 'center' },
			{ head: t('paper.file.clause.text'), weight: 42 },
			{ head: t('paper.file.clause.hit'), weight: 34 }
		],
		rows: sheet.clauses.map(({ clause, holds, by }) => [
			clause,
			t(`clause.${clause}` as WordKey),
			holds
				? [{ text: t('paper.file.hit'), isBold: true }, { text: ` ${namesOf(by.map(nameOf))}` }]
				: [{ text: t('paper.file.not_hit'), tone: 'quiet' }]
		])
	};
}

/** Figures that are past a line, and the names of those that are not or are missing. */
export function figuresTable({ figures, contractorFigures }: Story, speech: Speech): PaperBlock[] {
	const { t, lang } = speech;
	const numbers = figuresOf(lang);
	const all = [...figures, ...contractorFigures];
	const rows = all
		.filter(({ value, severity }) => value !== null && (severity ?? 0) >= 1)
		.sort((a, b) => (b.severity ?? 0) - (a.severity ?? 0));
	const names = (of: readonly Figure[]) =>
		listed(
			of.map((figure) => figure[lang]),
			speech
		);
	const calm = all.filter(({ value, severity }) => value !== null && (severity ?? 0) < 1);
	const unknown = all.filter(({ nullReason }) => nullReason === 'missing');
	const table: PaperBlock = {
		kind: 'table',
		size: 8.5,
		columns: [
			{ head: t('figures.name'), weight: 24 },
			{ head: t('figures.value'), weight: 12, align: 'right' },
			{ head: t('figures.level'), weight: 9 },
			{ head: t('figures.line'), weight: 13 },
			{ head: t('paper.file.basis'), weight: 34 }
		],
		rows: rows.map((figure) => {
			const value = figureOf(figure.value, figure.unit, { figures: numbers, t });
			const line = figure.thresholds.find(
				({ severity, band }) => severity === figure.severity && band === ''
			);
			return [
				figure[lang],
				value.unit ? `${value.number} ${value.unit}` : value.number,
				figure.counts ? tierText(tierKey(figure.severity), speech) : t('dash'),
				line ? lineText(line, figure.unit, speech) : t('dash'),
				figure.basis
			];
		}),
		empty: t('paper.file.evidence.none')
	};
	return [
		table,
		...(calm.length > 0
			? [{ kind: 'note' as const, text: t('paper.file.calm', { names: names(calm) }) }]
			: []),
		...(unknown.length > 0
			? [{ kind: 'note' as const, text: t('paper.file.missing', { names: names(unknown) }) }]
			: [])
	];
}

/** What would lower the tier. */
export function lowerOf({ project, lower, lowerSaid }: Story, { t, lang }: Speech): PaperBlock[] {
	const tier = tierOf(project.tier);
	if (tier === null || tier === 0) return [paragraph(t('paper.file.lower.normal'))];
	if (lower === null) return [paragraph(t('paper.file.lower.unknown'))];
	const { answer } = lower;
	if (answer.kind === 'below_already') return [paragraph(t('paper.file.lower.below'))];
	const { wan, integer } = figuresOf(lang);
	return [
		paragraph(answer.sentence[lang]),
		...(answer.steps.length === 0
			? []
			: [
					{
						kind: 'table' as const,
						columns: [
							{ head: t('lower.what'), weight: 40 },
							{ head: `${t('lower.amount')} ${t('unit.wan')}`, weight: 14, align: 'right' as const },
							{ head: t('lower.people'), weight: 8, align: 'right' as const },
							{ head: t('lower.who'), weight: 16 }
						],
						rows: answer.steps.map((step, index) => [
							lowerSaid[index]?.[lang] ?? step.remedy,
							wan(step.amountFen),
							integer(step.people),
							t(`lower.actor.${step.actor}`)
						])
					}
				])
	];
}
