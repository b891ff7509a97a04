import BoundaryDrawing from '$lib/components/BoundaryDrawing.svelte';
import BurnDown from '$lib/components/BurnDown.svelte';
import MapLegend from '$lib/components/MapLegend.svelte';
import MonthChart from '$lib/components/MonthChart.svelte';
import RelatedGraph from '$lib/components/RelatedGraph.svelte';
import RunwayChart from '$lib/components/RunwayChart.svelte';
import ScoreSum from '$lib/components/ScoreSum.svelte';
import SignalCharts from '$lib/components/SignalCharts.svelte';
import StreetMap from '$lib/components/StreetMap.svelte';
import SupplyStrip from '$lib/components/SupplyStrip.svelte';
import TierHistory from '$lib/components/TierHistory.svelte';
import TileDrawing from '$lib/components/TileDrawing.svelte';
import { partOf, shown } from '../example';
import { asOf, limits, longName, months, noTiles, payDays, projectMonths, tiles, wan } from '../samples';

const view = { measure: 'worst' as const, tier: undefined, limits };
const shapes = {
	width: 400,
	height: 240,
	shapes: tiles.map(({ name }, at) => ({
		name,
		path: `M${at * 100} 10h90v200h-90z`,
		x: at * 100 + 45,
		y: 110
	})),
	approvalNo: 'Example',
	projection: 'Example'
};
const marks = ['came', 'waiting', 'waiting', 'late', 'late', 'silent', 'came', 'before'] as const;

export default {
	StreetMap: shown(StreetMap, {
		tiles: { tiles, shapes: null, view, hrefOf: () => '#StreetMap' },
		'no projects': { tiles: noTiles, shapes: null, view, hrefOf: () => '#StreetMap' }
	}),
	TileDrawing: shown(TileDrawing, {
		many: {
			tiles,
			frame: { width: 400, height: 170, gap: 8 },
			hrefOf: () => '#TileDrawing',
			figureOf: ({ count }) => String(count),
			labelOf: ({ name }) => name
		}
	}),
	BoundaryDrawing: shown(BoundaryDrawing, {
		many: {
			tiles,
			map: shapes,
			hrefOf: () => '#BoundaryDrawing',
			figureOf: ({ count }) => String(count),
			labelOf: ({ name }) => name
		}
	}),
	MapLegend: shown(MapLegend, { many: { tiles, view }, empty: { tiles: noTiles, view } }),
	MonthChart: shown(MonthChart, {
		many: { months: projectMonths, name: longName, hrefOf: () => '#MonthChart' },
		'nothing came': {
			months: projectMonths.map(({ month }) => ({
				month,
				dueFen: null,
				paidFen: null,
				labourFen: null,
				balanceFen: null,
				attendanceDays: null
			})),
			name: 'Example',
			hrefOf: () => '#MonthChart'
		}
	}),
	RunwayChart: shown(RunwayChart, {
		some: {
			balances: [
				{ day: '2026-11-01', fen: wan(120) },
				{ day: '2026-11-10', fen: wan(70) },
				{ day: asOf, fen: wan(80) }
			],
			days: payDays,
			asOf,
			name: longName
		},
		'no pay day': { balances: [], days: [], asOf, name: 'Example' }
	}),
	TierHistory: shown(TierHistory, {
		many: {
			days: months.map((month, at) => ({
				day: `${month}-20`,
				published: (['normal', 'blue', 'yellow', 'red', 'grey', null] as const)[at % 6]!,
				restated: at % 4 === 0 ? ('red' as const) : null,
				restatedAt: at % 4 === 0 ? '2026-11-20 08:00:00' : null
			}))
		},
		one: { days: [{ day: asOf, published: 'red', restated: null, restatedAt: null }] }
	}),
	ScoreSum: shown(ScoreSum, {
		some: {
			score: {
				groups: (['A', 'B', 'C', 'D', 'E'] as const).map((group, at) => ({
					group,
					weight: 20,
					points: 20,
					judged: at,
					gravest: at / 4,
					mean: at / 8,
					load: at / 5,
					adds: at * 3
				})),
				total: 30
			},
			clauses: [{ clause: '1a', holds: true, by: ['example'] }],
			fired: '1a',
			nameOf: () => longName
		}
	}),
	SignalCharts: shown(SignalCharts, {
		two: {
			signals: (['power', 'insured'] as const).map((key) => ({
				key,
				months: months.map((month, at) => ({
					month,
					value: at > 9 ? null : 100 - at * 8,
					lastYear: at === 0 ? null : 95
				}))
			}))
		},
		none: { signals: [] }
	}),
	BurnDown: shown(BurnDown, {
		some: {
			points: [0, 1, 2, 3].map((at) => ({
				day: `2026-11-${10 + at * 3}`,
				opened: at,
				closed: at * 4,
				remaining: 20 - at * 3,
				ideal: 20 - at * 2
			})),
			start: '2026-11-10',
			clearBy: '2026-12-31',
			atStart: 20,
			label: 'Example'
		}
	}),
	RelatedGraph: shown(RelatedGraph, {
		some: {
			links: ['EX-0001', 'EX-0002'].map((project, at) => ({
				project,
				name: at === 0 ? longName : 'Example',
				street: null,
				tier: at === 0 ? ('red' as const) : ('grey' as const),
				uscc: '91000000EXAMPLE001',
				company: '（示例）某某劳务公司',
				person: null
			})),
			carried: ''
		}
	}),
	SupplyStrip: shown(SupplyStrip, {
		some: {
			marks,
			came: new Map([
				[0, { accepted: 20, setAside: 3 }],
				[6, { accepted: 12, setAside: 0 }]
			]),
			most: 23,
			label: 'Example',
			days: marks.length
		}
	}),
	Chart: partOf('StreetMap')
};
