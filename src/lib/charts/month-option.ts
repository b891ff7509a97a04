import type { EChartsOption, SeriesOption } from 'echarts';
import type { ProjectMonth } from '$lib/domain/project-month';
import { axisRoom, drawnValue, monthPanels, monthSeries, panelTop } from './month-series';
import type { Palette } from './palette';

export interface MonthOptionInput {
	readonly months: readonly ProjectMonth[];
	readonly palette: Palette;
	readonly nameOf: (word: (typeof monthSeries)[number]['word']) => string;
	/** A value with its unit, for the tooltip. */
	readonly say: (value: number | null, panel: number) => string;
}

/** The three drawings of a project's months on one axis: bars and line of money, balance, attendance. */
export function monthOption({ months, palette, nameOf, say }: MonthOptionInput): EChartsOption {
	const percent = (share: number) => `${share * 100}%`;
	const axisLine = { lineStyle: { color: palette.line2 } };
	const series: SeriesOption[] = monthSeries.map((one) => ({
		type: one.kind,
		name: nameOf(one.word),
		xAxisIndex: one.panel,
		yAxisIndex: one.panel,
		data: months.map((month) => drawnValue(month, one)),
		color: palette[one.colour],
		...(one.kind === 'bar'
			? { barMaxWidth: 14, barGap: '10%', itemStyle: { borderRadius: [2, 2, 0, 0] } }
			: { symbolSize: 5, lineStyle: { width: 2 }, connectNulls: false })
	}));
	return {
		animationDuration: 200,
		textStyle: { fontFamily: palette.font },
		aria: { enabled: true },
		grid: monthPanels.map(({ top, height }) => ({
			left: axisRoom,
			right: 8,
			top: percent(top),
			height: percent(height)
		})),
		axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: palette.ink3, type: 'dashed' } },
		tooltip: {
			trigger: 'axis',
			renderMode: 'richText',
			confine: true,
			backgroundColor: palette.surface,
			borderColor: palette.line2,
			padding: [8, 20, 8, 12],
			textStyle: { color: palette.ink, fontSize: 13, lineHeight: 20, fontFamily: palette.font },
			formatter: (hits) => {
				const [first] = hits as unknown as { dataIndex: number }[];
				const month = months[first?.dataIndex ?? 0];
				if (!month) return '';
				const lines = monthSeries.map(
					(one) => `${nameOf(one.word)}  ${say(drawnValue(month, one), one.panel)}`
				);
				return [month.month, ...lines].join('\n');
			}
		},
		xAxis: monthPanels.map((_, index) => ({
			type: 'category',
			gridIndex: index,
			data: months.map(({ month }) => month),
			axisLine,
			axisTick: { show: false },
			axisLabel: {
				show: index === monthPanels.length - 1,
				color: palette.ink3,
				fontSize: 11,
				formatter: (month: string) => (month.endsWith('-01') ? month.slice(0, 4) : month.slice(5))
			}
		})),
		yAxis: monthPanels.map((_, index) => ({
			type: 'value',
			gridIndex: index,
			max: panelTop(months, index),
			splitNumber: index === 0 ? 4 : 1,
			interval: panelTop(months, index) / (index === 0 ? 4 : 1),
			axisLabel: { color: palette.ink3, fontSize: 11 },
			splitLine: { lineStyle: { color: palette.line } }
		})),
		series
	};
}
