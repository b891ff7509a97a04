import { worstTier, type CountsWithChange } from '$lib/charts/board';
import { paperMap } from '$lib/charts/paper-map';
import type { FundState } from '$lib/domain/leader-brief';
import { tierKeys, type TierKey } from '$lib/domain/tier-key';
import type { Speech } from '$lib/i18n/context';
import { figures } from '$lib/i18n/figures';
import { mapWords } from '$lib/i18n/map-words';
import { tierSigns } from '$lib/server/dispatch/paper/colours';
import type { PaperBlock, PaperRun, PaperText } from '$lib/server/dispatch/paper/paper';
import type { MissedPayDay } from '$lib/server/queries/runway-list';
import type { leaderBoard } from '../leader-board';

export type LeaderBoard = Extract<Awaited<ReturnType<typeof leaderBoard>>, { run: object }>;

const shownMissed = 7;
/** Points that the matrix may take in all, and a row of it at most. */
const matrixHeight = 232;
const largestRow = 17;
const mapHeight = 216;
const shownTiers: readonly TierKey[] = ['red', 'yellow', 'blue', 'grey'];

/** How much more or less than a week before; more of a bad level is worse, more of normal is better. */
function moved(change: number, isGood: boolean): PaperRun[] {
	if (change === 0) return [];
	return [
		{ text: `${change > 0 ? '↑' : '↓'}${Math.abs(change)}`, tone: change > 0 !== isGood ? 'worse' : 'better' }
	];
}

function cellOf({ counts }: CountsWithChange): PaperRun[] {
	const worst = worstTier(counts);
	if (worst === null) return [];
	if (worst === 'normal') return [{ text: `${tierSigns.normal}${counts.normal}`, tone: 'normal' }];
	return shownTiers
		.filter((key) => counts[key] > 0)
		.map((key, index) => ({ text: `${index ? ' ' : ''}${tierSigns[key]}${counts[key]}`, tone: key }));
}

/** A sum with its change; cells of one street and sector have no room for it. */
function sumOf(sum: CountsWithChange): PaperText {
	const rise = sum.change ? sum.change.red + sum.change.yellow : 0;
	return rise === 0 ? cellOf(sum) : [...cellOf(sum), { text: ' ' }, ...moved(rise, false)];
}

function matrixOf({ board }: LeaderBoard, { t }: Speech): PaperBlock {
	const rows = board.rows.length + 1;
	const rowHeight = Math.min(largestRow, matrixHeight / (rows + 1));
	return {
		kind: 'table',
		size: Math.min(7.2, rowHeight * 0.5),
		rowHeight,
		columns: [
			{ head: t('map.matrix.street'), weight: 15 },
			...board.sectors.map(({ name }) => ({ head: name ?? t('filter.unknown_sector'), weight: 12 })),
			{ head: t('map.matrix.total'), weight: 21 }
		],
		rows: [
			...board.rows.map((row) => [
				row.name ?? t('filter.unknown_street'),
				...row.cells.map(cellOf),
				sumOf(row)
			]),
			[t('map.matrix.total'), ...board.sectors.map(cellOf), sumOf(board.grand)]
		]
	};
}

function fundLine({ name, asOf, balanceFen, floorFen }: FundState, { t, lang }: Speech): [string, string] {
	const { wan } = figures(lang);
	const key = floorFen === null ? 'bare' : balanceFen < floorFen ? 'low' : 'words';
	return [name, t(`paper.leader.fund.${key}`, { balance: wan(balanceFen), floor: wan(floorFen), day: asOf })];
}

/** The one-minute page on one sheet, in the order in which a leader reads it. */
export function leaderBlocks(
	data: LeaderBoard,
	missed: readonly MissedPayDay[],
	speech: Speech,
	head: { readonly title: string; readonly beside: string }
): PaperBlock[] {
	const { t, tierName, lang } = speech;
	const { integer, wan } = figures(lang);
	const { board, brief, tiles, shapes, mapView, supply } = data;
	const words = mapWords(speech);
	const sum = (fen: number | null) => `${wan(fen)} ${t('unit.wan')}`;
	const expected = missed.filter(({ isExpected }) => isExpected);
	const map = paperMap(tiles, shapes, {
		figureOf: (tile) =>
			mapView.measure === 'count' && tile.tier === null && tile.value === 0
				? ''
				: words.figure(tile.value, mapView.measure),
		totalOf: (tile) => t('map.tile.projects', { n: tile.total })
	});
	return [
		{ kind: 'title', text: head.title, beside: head.beside },
		{
			kind: 'counts',
			counts: [
				...tierKeys.map((key) => ({
					label: [
						{ text: `${tierSigns[key]} `, tone: key },
						{ text: tierName(key), isBold: true }
					],
					value: integer(board.total.counts[key]),
					note: board.total.change ? moved(board.total.change[key], key === 'normal') : [],
					...(board.sinceLastYear && {
						under: [
							{ text: `${t('delta.year_mark')} `, tone: 'quiet' as const },
							...(board.sinceLastYear[key] === 0
								? [{ text: t('delta.same'), tone: 'quiet' as const }]
								: moved(board.sinceLastYear[key], key === 'normal'))
						]
					}),
					tone: key
				})),
				{ label: t('paper.leader.workers'), value: integer(board.workers), unit: t('unit.people') },
				{ label: t('paper.leader.unpaid'), value: wan(board.unpaidFen), unit: t('unit.wan') }
			]
		},
		{
			kind: 'columns',
			parts: [
				{
					weight: 31,
					blocks: [
						{ kind: 'heading', text: t('map.tiles'), size: 10.5 },
						{
							kind: 'note',
							text: shapes
								? t('boundaries.source', { no: shapes.approvalNo, projection: shapes.projection })
								: `${words.means(mapView)} · ${t('map.schematic')}`
						},
						{
							kind: 'drawing',
							...map,
							most: mapHeight,
							alt: tiles
								.map((tile) => `${tile.name} ${words.figure(tile.value, mapView.measure)}`)
								.join(lang === 'zh' ? '，' : ', ')
						}
					]
				},
				{
					weight: 69,
					blocks: [
						{ kind: 'heading', text: t('map.matrix'), size: 10.5 },
						{
							kind: 'note',
							text: t('paper.leader.signs', {
								red: tierName('red'),
								yellow: tierName('yellow'),
								blue: tierName('blue'),
								grey: tierName('grey'),
								normal: tierName('normal')
							})
						},
						matrixOf(data, speech)
					]
				}
			]
		},
		{
			kind: 'columns',
			parts: [
				{
					weight: 31,
					blocks: [
						{ kind: 'heading', text: t('brief.asks'), size: 10.5 },
						brief.asks.length === 0
							? { kind: 'text', text: t('brief.none'), size: 9 }
							: {
									kind: 'list',
									isNumbered: true,
									size: 9.5,
									items: brief.asks.map(({ kind, words: said, fen }) =>
										t(`brief.ask.${kind}`, { ...said, sum: sum(fen) })
									)
								}
					]
				},
				{
					weight: 43,
					blocks: [
						{ kind: 'heading', text: t('paper.leader.missed'), size: 10.5 },
						{
							kind: 'table',
							size: 7.5,
							isOneLine: true,
							rowHeight: 15,
							columns: [
								{ head: t('paper.leader.project'), weight: 30 },
								{ head: t('filter.street'), weight: 11 },
								{ head: t('runway.day'), weight: 11 },
								{ head: t('list.workers'), weight: 7, align: 'right' },
								{ head: `${t('runway.short')} ${t('unit.wan')}`, weight: 11, align: 'right' }
							],
							rows: expected
								.slice(0, shownMissed)
								.map(({ name, street, dueDate, workers, shortFen }) => [
									name,
									street ?? t('filter.unknown_street'),
									dueDate,
									integer(workers),
									wan(shortFen)
								]),
							empty: t('paper.leader.missed.none')
						},
						...(expected.length > shownMissed
							? [
									{
										kind: 'note' as const,
										text: t('paper.leader.more', { n: expected.length - shownMissed })
									}
								]
							: [])
					]
				},
				{
					weight: 26,
					blocks: [
						{ kind: 'heading', text: t('paper.leader.lamps'), size: 10.5 },
						{
							kind: 'facts',
							columns: 1,
							size: 8.5,
							facts: [
								[
									t('brief.clues'),
									`${integer(brief.clues.late)} ${t('brief.late')} · ${t('brief.clues.rest', { today: brief.clues.today, open: brief.clues.open })}`
								],
								[
									t('brief.pay_days'),
									`${integer(brief.payDays.projects)} ${t('brief.short')} · ${t('brief.pay_days.rest', { workers: integer(brief.payDays.workers), sum: sum(brief.payDays.shortFen) })}`
								],
								...(brief.funds.length === 0
									? [[t('brief.funds'), t('brief.funds.none')] as const]
									: brief.funds.map((fund) => fundLine(fund, speech))),
								[
									t('paper.leader.supply'),
									supply.late
										.slice(0, 4)
										.map((feed) => feed.zh)
										.join(lang === 'zh' ? '、' : ', ') || t('paper.leader.supply.none')
								]
							]
						}
					]
				}
			]
		}
	];
}
