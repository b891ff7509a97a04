import AreaTable from '$lib/components/AreaTable.svelte';
import FigureTable from '$lib/components/FigureTable.svelte';
import FiredRow from '$lib/components/FiredRow.svelte';
import Matrix from '$lib/components/Matrix.svelte';
import PageLinks from '$lib/components/PageLinks.svelte';
import RankedList from '$lib/components/RankedList.svelte';
import RunwayTable from '$lib/components/RunwayTable.svelte';
import SourceRows from '$lib/components/SourceRows.svelte';
import SubjectList from '$lib/components/SubjectList.svelte';
import SupplyList from '$lib/components/SupplyList.svelte';
import TierCounts from '$lib/components/TierCounts.svelte';
import type { EvidenceGroup } from '$lib/domain/evidence';
import type { Figure } from '$lib/domain/figure';
import { partOf, shown } from '../example';
import {
	asOf,
	board,
	labels,
	longName,
	longWord,
	noBoard,
	payDays,
	sectors,
	streets,
	subject,
	subjects,
	wan
} from '../samples';

const figure = (over: Partial<Figure>): Figure => ({
	indicator: 'example',
	measure: '',
	group: 'A',
	zh: '（示例）工资逾期天数',
	en: '(Example) Days overdue',
	unit: 'days',
	basis: '（示例）',
	meaning: { zh: '（示例）超过约定发薪日的天数。', en: '(Example) Days after the day of pay.' },
	counts: true,
	hasEvidence: false,
	value: 35,
	severity: 3,
	nullReason: null,
	period: '2026-10',
	thresholds: [{ severity: 3, op: '>=', bound: 30, band: '30', isProposal: false, reference: '（示例）' }],
	...over
});
const evidence: EvidenceGroup = {
	feed: 'example',
	feedZh: '（示例）工资发放',
	columns: [
		{ name: 'code', zh: '编码', isNumber: false, isPersonal: false },
		{ name: 'amount', zh: '金额', isNumber: true, isPersonal: false }
	],
	rows: [
		{
			batchId: 1,
			fileName: `${longWord}.csv`,
			sheet: null,
			rowNo: 2,
			receivedAt: '2026-11-20 08:00:00',
			cells: { code: 'EX-0001', amount: null }
		}
	],
	total: 1
};
const list = {
	runId: 1,
	asOf,
	before: '2026-11-13',
	from: 0,
	page: 1,
	pages: 1,
	total: subjects.length,
	subjects,
	groups: null,
	labels
};
const plain = {
	title: 'Example',
	base: '/projects',
	kind: 'project' as const,
	view: { filter: {} },
	streets,
	sectors
};
const area = (name: string | null, at: number) => ({
	name,
	tier: (['red', 'yellow', 'grey', 'normal'] as const)[at % 4]!,
	reason: (['some_red', 'share', 'nothing_judged', 'calm'] as const)[at % 4]!
});
const fired = {
	trigger: 'example',
	cause: 'EX-1',
	causeKind: 'case' as const,
	projectCode: 'EX-0001',
	uscc: null,
	name: longName,
	street: '甲街道',
	department: '（示例）人社部门',
	day: asOf,
	people: 12,
	amountFen: wan(33),
	figure: null,
	figureKind: null,
	batchId: null,
	rowNo: null,
	state: 'open' as const,
	acts: []
};

export default {
	TierCounts: shown(TierCounts, {
		many: { total: board.total, chosen: undefined, hrefOf: () => '#TierCounts' },
		'one is chosen': { total: board.total, chosen: 'red', hrefOf: () => '#TierCounts' },
		'nothing, and nothing before': { total: noBoard.total, chosen: undefined, hrefOf: () => '#TierCounts' }
	}),
	Matrix: shown(Matrix, {
		many: {
			board,
			areas: { streets: streets.map(area), sectors: sectors.map(area) },
			filter: {},
			hrefOf: () => '#Matrix'
		},
		empty: { board: noBoard, areas: { streets: [], sectors: [] }, filter: {}, hrefOf: () => '#Matrix' }
	}),
	AreaTable: shown(AreaTable, {
		many: {
			title: 'Example',
			of: 'street',
			lines: streets.map((name, at) => ({
				...area(name, at),
				share: at === 2 ? null : at / 10,
				rise: at === 2 ? null : 0.02,
				isSmall: at === 3,
				projects: 12,
				judged: at === 2 ? 0 : 11,
				red: at,
				yellow: 2,
				workers: 240,
				unpaidFen: wan(at * 20)
			}))
		},
		empty: { title: 'Example', of: 'sector', lines: [] }
	}),
	RankedList: shown(RankedList, {
		many: { subjects, reasonOf: () => longName, hrefOf: () => '#RankedList', compared: true },
		empty: { subjects: [], reasonOf: () => '', hrefOf: () => '#RankedList', compared: false }
	}),
	SubjectList: shown(SubjectList, {
		many: { ...plain, list },
		one: { ...plain, list: { ...list, total: 1, subjects: [subject()] } },
		empty: { ...plain, list: { ...list, total: 0, pages: 0, subjects: [] } },
		'nothing judged yet': { ...plain, list: null }
	}),
	SubjectRow: partOf('SubjectList'),
	ListHead: partOf('SubjectList'),
	SubjectGroupHead: partOf('SubjectList'),
	CompareForm: partOf('SubjectList'),
	RunwayTable: shown(RunwayTable, {
		some: { days: payDays, rowsHref: '#RunwayTable' },
		empty: { days: [], rowsHref: '#RunwayTable' }
	}),
	FigureTable: shown(FigureTable, {
		many: {
			figures: [
				figure({}),
				figure({
					indicator: 'none',
					value: null,
					severity: null,
					nullReason: 'missing',
					zh: longName,
					en: longWord
				}),
				figure({ indicator: 'zero', value: 0, severity: 0, hasEvidence: true, period: null, thresholds: [] })
			],
			hrefOf: () => '#FigureTable',
			opened: { figure: 'zero', groups: [evidence] }
		},
		empty: { figures: [], hrefOf: () => '#FigureTable', opened: null }
	}),
	SourceRows: shown(SourceRows, {
		one: { groups: [evidence], closeHref: '#SourceRows' },
		empty: { groups: [], closeHref: '#SourceRows' }
	}),
	SupplyList: shown(SupplyList, {
		some: {
			late: [{ feed: 'a', zh: longName, source: '（示例）', ageDays: 40, lagDays: 31 }],
			never: [{ feed: 'b', zh: '（示例）用电', source: longWord, ageDays: null, lagDays: null }],
			fresh: [{ feed: 'c', zh: '（示例）考勤', source: '（示例）', ageDays: 1, lagDays: 10 }]
		},
		empty: { late: [], never: [], fresh: [] }
	}),
	SortHead: partOf('AreaTable'),
	SortedTable: partOf('AreaTable'),
	PageLinks: shown(PageLinks, {
		'in the middle': { of: { page: 2, pages: 3, from: 100, lines: 100, total: 250 } },
		'all of it': { of: { page: 1, pages: 1, from: 0, lines: 100, total: 12 } }
	}),
	FiredRow: shown(FiredRow, {
		open: { fired },
		done: {
			fired: {
				...fired,
				state: 'done',
				acts: [{ act: 'done', at: '2026-11-20 10:00:00', actor: '某某', words: longWord }]
			},
			canAct: false
		}
	})
};
