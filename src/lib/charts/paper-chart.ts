import { roundTop } from './month-series';
import { escaped } from './paper-map';

/** One row of values of a printed chart. */
export interface PaperSeries {
	readonly name: string;
	readonly colour: string;
	/** Only outlined, so that a copy in black and white tells it from one that is filled. */
	readonly isOutlined?: boolean;
	readonly values: readonly (number | null)[];
}

export interface PaperChart {
	readonly categories: readonly string[];
	readonly series: readonly PaperSeries[];
	/** Bars lie, columns stand beside one another or on one another, a line runs. */
	readonly shape: 'bars' | 'columns' | 'line';
	readonly isStacked?: boolean;
	/** Drawn size in points; bars are as high as they need to be. */
	readonly width: number;
	readonly height?: number;
	/** Whether every value is written beside its mark. */
	readonly withValues?: boolean;
	readonly write: (value: number) => string;
}

const ink = '#000000';
const quiet = '#47515e';
const line = '#d9dde1';
const size = 8;
const letterWidth = (text: string) =>
	[...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 255 ? size : size * 0.56), 0);

type Anchor = 'start' | 'middle' | 'end';
const label = (text: string, x: number, y: number, anchor: Anchor = 'start', fill = ink) =>
	`<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}">${escaped(text)}</text>`;
const rule = (x1: number, y1: number, x2: number, y2: number, colour = line) =>
	`<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="${colour}" stroke-width="0.6" fill="none"/>`;
const box = (
	x: number,
	y: number,
	width: number,
	height: number,
	{ colour, isOutlined }: Pick<PaperSeries, 'colour' | 'isOutlined'>
) =>
	`<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(Math.max(0, height))}" fill="${isOutlined ? '#ffffff' : colour}" stroke="${colour}" stroke-width="0.8"/>`;
const round = (value: number) => Math.round(value * 100) / 100;

const sums = ({ series, categories, isStacked }: PaperChart) =>
	categories.map((_, index) =>
		isStacked
			? series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0)
			: Math.max(0, ...series.map(({ values }) => values[index] ?? 0))
	);

/** The names of the rows, each after its mark. */
function legend({ series, shape }: PaperChart, left: number, y: number): string {
	if (series.length < 2) return '';
	let x = left;
	return series
		.map((one) => {
			const mark = shape === 'line' ? rule(x, y - 3, x + 12, y - 3, one.colour) : box(x, y - 7, 10, 7, one);
			const drawn = mark + label(one.name, x + 15, y);
			x += 15 + letterWidth(one.name) + 14;
			return drawn;
		})
		.join('');
}

const gridSteps = 4;

/** Columns or a line over categories that run from left to right. */
function upright(chart: PaperChart): { parts: string[]; height: number } {
	const { categories, series, shape, isStacked, width, height = 130, withValues, write } = chart;
	const top = roundTop(sums(chart));
	const [left, right, head, foot] = [38, width - 4, series.length > 1 ? 18 : 10, height - 14];
	const y = (value: number) => foot - (value / top) * (foot - head);
	const each = (right - left) / Math.max(1, categories.length);
	const parts = Array.from({ length: gridSteps + 1 }, (_, index) => {
		const value = (top / gridSteps) * index;
		return rule(left, y(value), right, y(value)) + label(write(value), left - 4, y(value) + 3, 'end', quiet);
	});
	const every = Math.ceil((Math.max(...categories.map(letterWidth)) + 4) / each);
	categories.forEach((name, index) => {
		const middle = left + each * (index + 0.5);
		if ((categories.length - 1 - index) % every === 0)
			parts.push(label(name, middle, height - 3, 'middle', quiet));
	});
	if (shape === 'line')
		for (const { values, colour } of series) {
			let pen = 'M';
			const path = values
				.map((value, index) => {
					if (value === null) {
						pen = 'M';
						return '';
					}
					const step = `${pen}${round(left + each * (index + 0.5))} ${round(y(value))}`;
					pen = 'L';
					return step;
				})
				.join('');
			parts.push(
				`<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.4" stroke-linejoin="round"/>`
			);
		}
	else
		categories.forEach((_, index) => {
			const start = left + each * (index + 0.16);
			const room = each * 0.68;
			let ground = foot;
			series.forEach((one, place) => {
				const value = one.values[index] ?? null;
				if (value === null || value === 0) return;
				const tall = foot - y(value);
				const wide = isStacked ? room : room / series.length;
				const x = isStacked ? start : start + wide * place;
				parts.push(box(x, ground - tall, wide, tall, one));
				if (withValues && (isStacked ? tall > size + 2 : true)) {
					const inside = isStacked && series.length > 1;
					parts.push(
						inside
							? `<rect x="${round(x + wide / 2 - letterWidth(write(value)) / 2 - 1.5)}" y="${round(ground - tall / 2 - 4.6)}" width="${round(letterWidth(write(value)) + 3)}" height="9" fill="#ffffff"/>`
							: '',
						label(write(value), x + wide / 2, inside ? ground - tall / 2 + 2.8 : ground - tall - 2, 'middle')
					);
				}
				if (isStacked) ground -= tall;
			});
		});
	parts.push(rule(left, foot, right, foot, quiet), legend(chart, left, 9));
	return { parts, height };
}

const barHeight = 15;

/** Bars that lie under one another, where names are long. */
function lying(chart: PaperChart): { parts: string[]; height: number } {
	const { categories, series, width, write } = chart;
	const top = roundTop(sums({ ...chart, isStacked: true }));
	const left = Math.min(width * 0.3, Math.max(...categories.map(letterWidth)) + 8);
	const right = width - 46;
	const head = series.length > 1 ? 18 : 4;
	const parts = [legend(chart, left, 9)];
	categories.forEach((name, index) => {
		const y = head + barHeight * index;
		let x = left;
		parts.push(label(name, left - 5, y + 10, 'end'));
		const values = series.map((one) => ({ one, value: one.values[index] ?? 0 }));
		for (const { one, value } of values) {
			const wide = (value / top) * (right - left);
			if (value > 0) parts.push(box(x, y + 2, wide, barHeight - 5, one));
			x += wide;
		}
		const said = values.map(({ value }) => write(value));
		parts.push(label(said.join(' + '), x + 4, y + 10, 'start', quiet));
	});
	const height = head + barHeight * categories.length + 2;
	parts.push(rule(left, head, left, height, quiet));
	return { parts, height };
}

/** A chart for paper as SVG that needs nothing from where it is drawn. */
export function paperChart(chart: PaperChart): { svg: string; width: number; height: number } {
	const { parts, height } = chart.shape === 'bars' ? lying(chart) : upright(chart);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${chart.width} ${height}">${parts.join('')}</svg>`;
	return { svg, width: chart.width, height };
}
