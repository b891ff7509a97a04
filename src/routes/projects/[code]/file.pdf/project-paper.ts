import { paperChart } from '$lib/charts/paper-chart';
import type { EvidenceGroup, EvidenceRow } from '$lib/domain/evidence';
import type { Figure } from '$lib/domain/figure';
import { tierKey, tierOf, type TierKey } from '$lib/domain/tier-key';
import type { Speech } from '$lib/i18n/context';
import { courseWord } from '$lib/i18n/course';
import { figureOf, figures as figuresOf } from '$lib/i18n/figures';
import { lineText, whySentences } from '$lib/i18n/why';
import type { WordKey } from '$lib/i18n/words';
import { tierSigns } from '$lib/server/dispatch/paper/colours';
import type { PaperBlock, PaperText } from '$lib/server/dispatch/paper/paper';
import type { projectStory } from '../story';

export type Story = Awaited<ReturnType<typeof projectStory>>;
/** Rows behind a figure of the project, or of its contractor. */
export interface PaperEvidence {
	readonly figure: Figure;
	readonly groups: readonly EvidenceGroup[];
}

/** Rows of one kind of data that are printed under a figure; the whole lists are on the page. */
const printedRows = 6;
const printedCells = 6;
/** As many indicators are named in a line; how many more there are is said. */
const namedIndicators = 4;
const textWidth = 470;
const fenInWan = 1_000_000;
const blue = '#1f568f';
const green = '#2c6549';

const tierText = (key: TierKey, { tierName }: Speech): PaperText => [
	{ text: `${tierSigns[key]} ${tierName(key)}`, tone: key }
];
const heading = (text: string): PaperBlock => ({ kind: 'heading', text });
const paragraph = (text: string): PaperBlock => ({ kind: 'text', text, indent: true });

function factsOf({ project }: Story, { t, lang }: Speech): PaperBlock {
	const { wan, integer, decimal } = figuresOf(lang);
	const said = (value: string | null) => value ?? t('dash');
	const payDay =
		project.payDay === null
			? t('project.pay_day.none')
			: t(project.payInNextMonth ? 'project.pay_day.next' : 'project.pay_day.this', { day: project.payDay });
	return {
		kind: 'facts',
		columns: 2,
		facts: [
			[t('filter.street'), project.street ?? t('filter.unknown_street')],
			[t('filter.sector'), project.sector ?? t('filter.unknown_sector')],
			[t('project.owner'), said(project.owner.name)],
			[t('project.contractor'), said(project.contractor.name)],
			[t('project.department'), said(project.department)],
			[t('project.status'), said(project.status)],
			[
				t('project.contract'),
				project.contractFen === null ? t('dash') : `${wan(project.contractFen)} ${t('unit.wan')}`
			],
			[t('project.dates'), `${said(project.startDate)} – ${said(project.plannedEnd)}`],
			[t('project.pay_day'), payDay],
			[t('project.unpaid'), `${wan(project.unpaidFen)} ${t('unit.wan')}`],
			[t('project.workers'), `${integer(project.workers)} ${t('unit.people')}`],
			[
				t('project.score'),
				`${decimal(project.score, 1)} · ${t('project.priority')} ${decimal(project.priority, 0)}`
			]
		]
	};
}

function whyOf(story: Story, speech: Speech): PaperBlock[] {
	const { project, figures, contractorFigures, greyFeeds, contradictory } = story;
	const { t, lang } = speech;
	const { integer } = figuresOf(lang);
	const { tier, clause, fired } = project;
	return [
		...whySentences({ tier, clause, fired, figures, contractorFigures }, speech).map(paragraph),
		...(greyFeeds.length > 0
			? [paragraph(t('project.grey_feeds', { feeds: greyFeeds.join(lang === 'zh' ? '、' : ', ') }))]
			: []),
		...contradictory.map(({ words, month, left, right }) =>
			paragraph(
				`${t('paper.file.against')} · ${words.label[lang]} ${month}: ${words.left[lang]} ${integer(left)}, ${words.right[lang]} ${integer(right)}. ${t('contradictions.asks', { who: words.asks[lang] })}`
			)
		)
	];
}

function clausesOf({ sheet, figures, contractorFigures }: Story, { t, lang }: Speech): PaperBlock {
	const nameOf = (id: string) =>
		[...figures, ...contractorFigures].find(({ indicator }) => indicator === id)?.[lang] ?? id;
	const namesOf = (names: readonly string[]) => {
		const shown = names.slice(0, namedIndicators).join(lang === 'zh' ? '、' : ', ');
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

function figuresTable({ figures, contractorFigures }: Story, speech: Speech): PaperBlock[] {
	const { t, lang } = speech;
	const numbers = figuresOf(lang);
	const all = [...figures, ...contractorFigures];
	const rows = all
		.filter(({ value, severity }) => value !== null && (severity ?? 0) >= 1)
		.sort((a, b) => (b.severity ?? 0) - (a.severity ?? 0));
	const names = (of: readonly Figure[]) => of.map((figure) => figure[lang]).join(lang === 'zh' ? '、' : ', ');
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

const cellsOf = (group: EvidenceGroup, { cells }: EvidenceRow) =>
	group.columns
		.filter(({ name }) => name !== 'project_code' && cells[name] !== null && cells[name] !== undefined)
		.slice(0, printedCells)
		.map(({ name, zh }) => `${zh} ${cells[name]}`)
		.join(' · ');

function evidenceOf(evidence: readonly PaperEvidence[], { t, lang }: Speech): PaperBlock[] {
	const blocks = evidence.flatMap(({ figure, groups }) =>
		groups
			.filter(({ rows }) => rows.length > 0)
			.flatMap((group): PaperBlock[] => [
				{
					kind: 'heading',
					size: 9.5,
					text: t('paper.file.evidence.of', { figure: figure[lang], feed: group.feedZh, n: group.total })
				},
				{
					kind: 'table',
					size: 8,
					columns: [
						{ head: t('rows.file'), weight: 26 },
						{ head: t('rows.row'), weight: 7, align: 'right' },
						{ head: t('paper.file.evidence.cells'), weight: 60 }
					],
					rows: group.rows
						.slice(0, printedRows)
						.map((row) => [
							row.sheet ? `${row.fileName} · ${row.sheet}` : row.fileName,
							String(row.rowNo),
							cellsOf(group, row)
						])
				}
			])
	);
	if (blocks.length === 0) return [paragraph(t('paper.file.evidence.none'))];
	return [{ kind: 'note', text: t('paper.file.evidence.note', { n: printedRows }) }, ...blocks];
}

function monthsOf({ months }: Story, { t, lang }: Speech): PaperBlock[] {
	if (months.length === 0) return [paragraph(t('axis.none'))];
	const { decimal } = figuresOf(lang);
	const wan = (fen: number | null) => (fen === null ? null : fen / fenInWan);
	const write = (value: number) => decimal(value, value !== 0 && Math.abs(value) < 10 ? 1 : 0);
	const categories = months.map(({ month }) => month.slice(2));
	const drawn = (
		name: string,
		chart: Omit<Parameters<typeof paperChart>[0], 'categories' | 'width' | 'write'>
	): PaperBlock[] => [
		{ kind: 'note', text: name, keep: (chart.height ?? 0) + 20 },
		{
			kind: 'drawing',
			...paperChart({ categories, width: textWidth, write, ...chart }),
			alt: `${name}: ${chart.series.map((one) => `${one.name} ${one.values.map((value, index) => `${categories[index]} ${value === null ? t('dash') : write(value)}`).join(', ')}`).join('; ')}`
		}
	];
	return [
		...drawn(t('paper.file.chart.wages'), {
			shape: 'columns',
			height: 130,
			series: [
				{
					name: t('axis.due'),
					colour: '#000000',
					isOutlined: true,
					values: months.map(({ dueFen }) => wan(dueFen))
				},
				{ name: t('axis.paid'), colour: blue, values: months.map(({ paidFen }) => wan(paidFen)) }
			]
		}),
		...drawn(t('paper.file.chart.balance'), {
			shape: 'line',
			height: 84,
			series: [
				{ name: t('axis.balance'), colour: green, values: months.map(({ balanceFen }) => wan(balanceFen)) }
			]
		})
	];
}

function runwayOf({ runway }: Story, { t, lang }: Speech): PaperBlock {
	const { wan } = figuresOf(lang);
	const covered = (value: boolean | null) =>
		t(value === null ? 'paper.unknown' : value ? 'paper.yes' : 'paper.no');
	const inWan = (word: string) => `${word} ${t('unit.wan')}`;
	return {
		kind: 'table',
		columns: [
			{ head: t('runway.day'), weight: 11 },
			{ head: t('runway.month'), weight: 9 },
			{ head: inWan(t('runway.owed')), weight: 12, align: 'right' },
			{ head: inWan(t('runway.inflow')), weight: 13, align: 'right' },
			{ head: inWan(t('runway.left')), weight: 13, align: 'right' },
			{ head: t('paper.file.covered'), weight: 8 },
			{ head: t('runway.cases'), weight: 13 }
		],
		rows: runway.map((day) => [
			day.dueDate,
			day.month,
			wan(day.owedFen),
			wan(day.inflowFen),
			wan(day.leftFen),
			covered(day.covered),
			`${covered(day.coveredBest)} / ${covered(day.coveredWorst)}`
		]),
		empty: t('runway.none')
	};
}

/** Stretches of days in one tier, the newest first. */
function historyOf({ history }: Story, speech: Speech): PaperBlock {
	const { t } = speech;
	const stretches: { from: string; to: string; tier: TierKey }[] = [];
	for (const { day, restated, published } of history) {
		const tier = restated ?? published;
		if (tier === null) continue;
		const last = stretches.at(-1);
		if (last?.tier === tier) last.to = day;
		else stretches.push({ from: day, to: day, tier });
	}
	return {
		kind: 'list',
		size: 9.5,
		items:
			stretches.length === 0
				? [t('paper.file.history.none')]
				: stretches
						.toReversed()
						.map(({ from, to, tier }) =>
							t('paper.file.history.line', { from, to, tier: `${tierSigns[tier]} ${speech.tierName(tier)}` })
						)
	};
}

function lowerOf({ project, lower, lowerSaid }: Story, { t, lang }: Speech): PaperBlock[] {
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

function partiesOf({ parties: { persons, missing, lines } }: Story, { t, lang }: Speech): PaperBlock[] {
	const systems = (['met', 'lacking', 'exempt', null] as const).flatMap((state) => {
		const items = lines.filter((line) => line.state === state).map(({ item }) => t(`systems.item.${item}`));
		const word = t(`systems.state.${state ?? 'unknown'}`);
		return items.length === 0 ? [] : [[word, items.join(lang === 'zh' ? '、' : ', ')] as const];
	});
	return [
		{
			kind: 'facts',
			columns: 2,
			facts: [
				...persons.map(
					({ role, dept, post, person }) => [role, [dept, person, post].filter(Boolean).join(' ')] as const
				),
				...missing.map((role) => [role, t('systems.persons.missing')] as const)
			]
		},
		systems.length === 0
			? { kind: 'text', text: t('systems.finished'), size: 9.5 }
			: { kind: 'facts', columns: 1, facts: systems }
	];
}

function courseOf({ course }: Story, { t }: Speech): PaperBlock {
	return {
		kind: 'table',
		size: 8.5,
		columns: [
			{ head: t('paper.file.course.day'), weight: 15 },
			{ head: t('paper.file.course.kind'), weight: 9 },
			{ head: t('paper.file.course.what'), weight: 50 },
			{ head: t('paper.file.course.who'), weight: 14 }
		],
		rows: course.map((event) => [
			event.at,
			t(`course.kind.${event.kind}`),
			[courseWord(event, t), event.words].filter(Boolean).join(' '),
			event.actor ?? ''
		]),
		empty: t('course.none')
	};
}

/** 项目风险档案: everything that the page of a project tells, as one document to be read and filed. */
export function projectBlocks(
	story: Story,
	evidence: readonly PaperEvidence[],
	speech: Speech
): PaperBlock[] {
	const { t, tierName } = speech;
	const { project, run } = story;
	return [
		{
			kind: 'title',
			text: t('paper.file.title'),
			under: t('paper.file.under', {
				name: project.name,
				code: project.code,
				tier: `${tierSigns[project.tier]} ${tierName(project.tier)}`,
				day: run.asOf
			})
		},
		heading(t('paper.file.facts')),
		factsOf(story, speech),
		heading(t('paper.file.why')),
		...whyOf(story, speech),
		heading(t('paper.file.clauses')),
		clausesOf(story, speech),
		heading(t('paper.file.figures')),
		...figuresTable(story, speech),
		heading(t('paper.file.evidence')),
		...evidenceOf(evidence, speech),
		heading(t('paper.file.months')),
		...monthsOf(story, speech),
		heading(t('paper.file.runway')),
		runwayOf(story, speech),
		heading(t('paper.file.history')),
		historyOf(story, speech),
		heading(t('paper.file.lower')),
		...lowerOf(story, speech),
		heading(t('paper.file.parties')),
		...partiesOf(story, speech),
		heading(t('paper.file.course')),
		courseOf(story, speech),
		{ kind: 'gap', height: 10 },
		{ kind: 'note', text: t('paper.file.closing') }
	];
}
