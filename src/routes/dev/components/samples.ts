// Every name, code and figure here is invented.
import { rollUp, type Board, type BoardCell } from '$lib/charts/board';
import { limitsOf, tilesOf } from '$lib/charts/tiles';
import type { PayDayAhead } from '$lib/domain/pay-day-ahead';
import type { ProjectMonth } from '$lib/domain/project-month';
import type { RankedSubject } from '$lib/domain/ranked-subject';
import type { TierKey } from '$lib/domain/tier-key';

export const streets = ['甲街道', '乙街道', '丙镇', '名称特别长的经济技术开发区管理委员会'];
export const sectors = ['房屋建筑', '市政', 'Decoration and fitting-out works'];
export const asOf = '2026-11-20';
export const longName =
	'（示例）某某街道滨河生态廊道综合整治与老旧小区配套基础设施改造提升工程设计采购施工总承包二标段';
export const longWord =
	'(Example) Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft';

/** Fen of so many 万元. */
export const wan = (amount: number) => amount * 1_000_000;

export const months: readonly string[] = Array.from({ length: 12 }, (_, at) => {
	const number = ((at + 11) % 12) + 1;
	return `${at === 0 ? 2025 : 2026}-${String(number).padStart(2, '0')}`;
});

export const subject = (over: Partial<RankedSubject> = {}): RankedSubject => ({
	code: 'EX-0001',
	name: '（示例）阳光里安置房一期',
	street: '甲街道',
	sector: '房屋建筑',
	tier: 'red',
	grey: false,
	priority: 87,
	fired: ['overdue_days'],
	leadValue: 35,
	workers: 120,
	unpaidFen: wan(168),
	score: 78.5,
	contractor: '（示例）某某建设集团',
	owner: '（示例）某某投资公司',
	status: '在建',
	contractFen: wan(8600),
	shortOn: '2026-12-01',
	kind: null,
	grade: null,
	...over
});

export const subjects: readonly RankedSubject[] = [
	subject(),
	subject({
		code: 'EX-0002',
		name: longName,
		tier: 'yellow',
		before: 'blue',
		workers: 9,
		unpaidFen: wan(0.4)
	}),
	subject({ code: 'EX-0003', name: longWord, tier: 'blue', before: 'yellow', street: streets[3]! }),
	subject({
		code: 'EX-0004',
		name: '（示例）没有数据的项目',
		tier: 'grey',
		grey: true,
		priority: null,
		fired: [],
		leadValue: null,
		score: null,
		sector: null
	}),
	subject({
		code: 'EX-0005',
		name: '（示例）正常的项目',
		tier: 'normal',
		fired: [],
		leadValue: null,
		unpaidFen: 0
	})
];
export const labels = { overdue_days: { zh: '工资逾期天数', en: 'Days overdue', unit: 'days' } };

const cell = (street: string, sector: string, tier: TierKey, projects: number): BoardCell => ({
	street,
	sector,
	tier,
	projects,
	workers: projects * 20,
	unpaidFen: tier === 'red' ? wan(projects * 12) : 0
});
const cells = streets.flatMap((street, at) =>
	sectors.flatMap((sector, place) => [
		cell(street, sector, 'red', (at + place) % 3),
		cell(street, sector, 'yellow', (at * 2 + place) % 4),
		cell(street, sector, 'blue', 2),
		cell(street, sector, 'grey', place === 2 ? 1 : 0),
		cell(street, sector, 'normal', 5)
	])
);
export const board: Board = rollUp({ cells, before: cells.slice(3), streets, sectors, filter: {} });
export const noBoard: Board = rollUp({ cells: [], before: null, streets, sectors, filter: {} });

const units = streets.map((name, at) => ({ name, row: Math.floor(at / 2), col: at % 2 }));
export const limits = limitsOf(board.streets, 'worst', undefined);
export const tiles = tilesOf({
	units,
	streets: board.streets,
	measure: 'worst',
	tier: undefined,
	street: undefined,
	limits
});
export const noTiles = tilesOf({
	units,
	streets: noBoard.streets,
	measure: 'worst',
	tier: undefined,
	street: undefined,
	limits
});

export const projectMonths: readonly ProjectMonth[] = months.map((month, at) => ({
	month,
	dueFen: wan(40 + at),
	paidFen: at > 9 ? null : wan(40 + (at % 5) * -6),
	labourFen: at % 3 === 0 ? null : wan(52),
	balanceFen: wan(90 - at * 7),
	attendanceDays: at > 9 ? null : 2100
}));

export const payDays: readonly PayDayAhead[] = ['2026-11-25', '2026-12-25', '2027-01-25'].map(
	(dueDate, at) => ({
		month: dueDate.slice(0, 7),
		dueDate,
		owedFen: wan(60),
		inflowFen: wan(20),
		inflowBestFen: wan(50),
		leftFen: wan(40 - at * 50),
		balanceFen: wan(80),
		arrearsFen: wan(12),
		covered: at < 1,
		coveredBest: at < 2,
		coveredWorst: false
	})
);
