import { paperChart } from '$lib/charts/paper-chart';
import type { Speech } from '$lib/i18n/context';
import { figures as figuresOf } from '$lib/i18n/figures';
import { toneColours } from '$lib/server/dispatch/paper/colours';
import type { PaperBlock } from '$lib/server/dispatch/paper/paper';
import { paragraph, type Story } from './story-words';

const textWidth = 470;
const fenInWan = 1_000_000;

/** Wages and the balance of the account, month by month. */
export function monthsOf({ months }: Story, { t, lang }: Speech): PaperBlock[] {
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
				{ name: t('axis.paid'), colour: toneColours.blue, values: months.map(({ paidFen }) => wan(paidFen)) }
			]
		}),
		...drawn(t('paper.file.chart.balance'), {
			shape: 'line',
			height: 84,
			series: [
				{
					name: t('axis.balance'),
					colour: toneColours.normal,
					values: months.map(({ balanceFen }) => wan(balanceFen))
				}
			]
		})
	];
}

/** Pay days ahead, and whether the money lasts. */
export function runwayOf({ runway }: Story, { t, lang }: Speech): PaperBlock {
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
