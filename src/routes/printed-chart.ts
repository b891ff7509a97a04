import { paperChart } from '$lib/charts/paper-chart';
import { figures } from '$lib/i18n/figures';
import type { ChartTone, ReportChart } from '$lib/server/dispatch/reports/report';

const width = 470;
const colours: Readonly<Record<ChartTone, string>> = { red: '#bf2630', yellow: '#e3a911', accent: '#1d4f7c' };
const { decimal } = figures('zh');

/** The chart of a report as it is printed. */
export const printedChart = ({ categories, series, shape }: ReportChart) =>
	paperChart({
		categories,
		shape,
		isStacked: true,
		width,
		height: 150,
		withValues: true,
		series: series.map(({ name, tone, values }) => ({ name, colour: colours[tone], values })),
		write: (value) => decimal(value, Number.isInteger(value) ? 0 : value < 1 ? 2 : 1)
	});
