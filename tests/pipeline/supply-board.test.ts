import { afterAll, beforeAll, expect, test } from 'vitest';
import { sectors } from '$lib/domain/sectors';
import { countReach } from '$lib/server/dispatch/supply/supply-reach';
import { runScore } from '$lib/server/scoring/run-score';
import { supplyBoard, type SupplyBoard } from '$lib/server/queries/supply-board';
import { greyByFeed } from '$lib/server/queries/supply-grey';
import { calendar, openDistrict, policy, type District, type Row } from '../support/district';

const today = '2026-11-21';
let district: District;
let board: SupplyBoard;

const project = (code: string, status = '在建'): Row => ({
	project_code: code,
	project_name: `工程${code}`,
	street: policy.units[0]!.name,
	sector: sectors[0]!,
	status,
	start_date: '2025-01-01'
});
const transaction = (code: string, no: string, day: string): Row => ({
	project_code: code,
	account_no: `622${code}`,
	txn_no: no,
	txn_time: `${day} 10:00:00`,
	direction: '收',
	amount: 1000,
	balance_after: 1000
});
const inspections = (count: number, first: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({
		inspection_no: `J${first + index}`,
		project_code: 'P1',
		inspect_date: '2026-09-01'
	}));

beforeAll(async () => {
	district = await openDistrict();
	await district.ingestRows(
		{ projects: [project('P1'), project('P2'), project('P3'), project('DONE', '完工')] },
		`${today} 06:00:00`
	);
	// A week's rhythm and ten days allowed: rows of the last seventeen days are recent.
	await district.ingestRows(
		{
			account_transactions: [
				transaction('P1', 'T1', '2026-11-10'),
				transaction('P2', 'T2', '2026-11-03'),
				transaction('DONE', 'T3', '2026-11-10')
			]
		},
		'2026-11-10 18:00:00'
	);
	await district.ingestRows({ inspections: inspections(10, 0) }, '2026-09-01 08:00:00');
	await district.ingestRows({ inspections: inspections(20, 10) }, '2026-10-01 08:00:00');
	await district.ingestRows({ inspections: inspections(12, 30) }, '2026-11-01 08:00:00');
	await countReach(district.warehouse, policy, today);
	board = await supplyBoard(district.warehouse, policy, today);
});
afterAll(() => district.close());

const lineOf = (feed: string) => board.lines.find((line) => line.feed === feed)!;

test('projects under way that recent rows speak of are counted against all of them', () => {
	// P1 is recent, P2 is eighteen days old, P3 was never named, the finished one does not count.
	expect(lineOf('account_transactions').complete).toEqual({
		kind: 'projects',
		got: 1,
		expected: 3,
		share: 1 / 3
	});
});

test('a feed that no project must appear in is held against its usual size', () => {
	expect(lineOf('inspections').complete).toEqual({ kind: 'rows', got: 12, expected: 10, share: 1 });
	expect(lineOf('projects').complete).toBeNull();
});

test('eleven days after the last delivery the account feed has stopped, and the calendar says since when', () => {
	const line = lineOf('account_transactions');
	expect(line).toMatchObject({ state: 'silent', silentDays: 1, missed: true, last: '2026-11-10' });
	const at = (day: string) =>
		line.marks[Math.round((Date.parse(day) - Date.parse(board.shownFrom)) / 86_400_000)];
	expect(
		['2026-11-09', '2026-11-10', '2026-11-17', '2026-11-18', '2026-11-20', '2026-11-21'].map(at)
	).toEqual(['before', 'came', 'waiting', 'late', 'late', 'silent']);
	expect(new Date(`${board.shownFrom}T00:00:00Z`).getUTCDay()).toBe(1);
});

test('what nobody ever sent stands apart, and nothing comes of an empty installation', async () => {
	expect(board.never.map(({ feed }) => feed)).toContain('payroll');
	const empty = await openDistrict();
	const nothing = await supplyBoard(empty.warehouse, policy, today);
	expect([nothing.lines, nothing.league, nothing.never.length]).toEqual([[], [], 25]);
	await empty.close();
});

test('projects that are grey for want of a feed are counted, with the indicators that need it', async () => {
	const { runId } = await runScore(
		district.warehouse,
		{ policy, calendar },
		{ asOf: today, knownAt: null, series: 'current', scoredAt: `${today} 06:00:00` }
	);
	const grey = await greyByFeed(district.warehouse, runId);
	expect(grey.get('account_transactions')!.projects).toBe(3);
	expect(grey.get('payroll')!.projects).toBe(3);
	expect(grey.get('payroll')!.indicators.map(({ id }) => id)).toContain('wage_overdue_days');
	expect(grey.get('projects')!.projects).toBe(0);
});
