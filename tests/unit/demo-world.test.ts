import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { citizenCheck, usccCheck } from '$data/demo/ids';
import type { Row } from '$data/demo/model';
import { buildWorld, type DemoWorld } from '$data/demo/world';
import type { FeedColumn } from '$lib/domain/feed';
import { feeds } from '$lib/domain/feeds';

const TODAY = '2026-11-21';
const JURISDICTIONS = ['410803', '410183', '620724', '410700', '410305'];

interface UnitOfMap {
	name: string;
	aliases: string[];
}

function unitsOf(jurisdiction: string): UnitOfMap[] {
	const map = JSON.parse(readFileSync(`data/maps/${jurisdiction}.json`, 'utf8')) as { units: UnitOfMap[] };
	return map.units;
}

function small(jurisdiction: string, seed = 7): DemoWorld {
	return buildWorld({
		jurisdiction,
		today: TODAY,
		seed,
		projects: 24,
		months: 14,
		units: unitsOf(jurisdiction)
	});
}

function digest(world: DemoWorld): string {
	const hash = createHash('sha256');
	for (const [feed, rows] of world.rows) hash.update(feed).update(JSON.stringify(rows));
	return hash.digest('hex');
}

/** What is wrong with a value of a column, or null. */
function fault(column: FeedColumn, value: Row[string] | undefined): string | null {
	if (value === undefined) return 'column left out';
	if (value === null || value === '') return column.required ? 'required' : null;
	if (column.values && !column.values.includes(String(value))) return 'not one of the values';
	if (typeof value === 'number') {
		if (!Number.isFinite(value)) return 'not finite';
		if (column.min !== undefined && value < column.min) return 'below min';
		if (column.max !== undefined && value > column.max) return 'above max';
	}
	const cents = column.type === 'money_yuan' ? 100 : column.type === 'money_wan' ? 1_000_000 : null;
	if (cents !== null && Math.abs(Math.round(Number(value) * cents) - Number(value) * cents) > 1e-3)
		return 'too fine';
	if (column.type === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(String(value))) return 'not a date';
	if (column.type === 'month' && !/^\d{4}-(0[1-9]|1[0-2])$/.test(String(value))) return 'not a month';
	if (column.type === 'timestamp' && !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(String(value)))
		return 'not a time';
	if (column.type === 'boolean' && typeof value !== 'boolean') return 'not a boolean';
	if (column.type === 'integer' && !Number.isInteger(value)) return 'not whole';
	if (column.type === 'ratio' && !(Number(value) >= 0 && Number(value) <= 1)) return 'not a ratio';
	return null;
}

function group(rows: readonly Row[], key: string): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const of = groups.get(String(row[key]));
		if (of) of.push(row);
		else groups.set(String(row[key]), [row]);
	}
	return groups;
}

const fen = (value: Row[string] | undefined) => Math.round(Number(value) * 100);

describe('the demo world', () => {
	it('is the same for the same seed and another for another', () => {
		expect(digest(small('410803'))).toBe(digest(small('410803')));
		expect(digest(small('410803', 8))).not.toBe(digest(small('410803')));
	});

	it.each(JURISDICTIONS)('lies in the units of %s and nowhere else', (jurisdiction) => {
		const world = small(jurisdiction);
		const known = new Set(unitsOf(jurisdiction).flatMap((unit) => [unit.name, ...unit.aliases]));
		for (const row of world.rows.get('projects')!) {
			expect(known).toContain(row.street);
			expect(row.project_code).toMatch(new RegExp(`^${jurisdiction}-20\\d\\d-\\d{4}$`));
		}
	});

	it.each(['2024-02-29', '2026-01-01', '2026-03-02', '2027-12-31'])('can end on %s', (today) => {
		const world = buildWorld({
			jurisdiction: '410803',
			today,
			projects: 20,
			months: 6,
			units: unitsOf('410803')
		});
		for (const [feed, column] of [
			['payroll', 'pay_date'],
			['account_transactions', 'txn_time'],
			['disbursements', 'paid_date'],
			['clues', 'received_at'],
			['cases', 'opened_at'],
			['attendance', 'uploaded_at'],
			['inspections', 'inspect_date']
		] as const) {
			for (const row of world.rows.get(feed)!) {
				if (row[column] !== null)
					expect(String(row[column]).slice(0, 10) < today, `${feed} ${row[column]}`).toBe(true);
			}
		}
	});
});

describe('a demo world of the ordinary size', () => {
	let world: DemoWorld;
	const rows = (feed: string) => world.rows.get(feed)!;

	beforeAll(() => {
		world = buildWorld({ jurisdiction: '410803', today: TODAY, units: unitsOf('410803') });
	});

	it('has about 300 projects, 900 firms, 8 to 12 thousand workers and 24 months, within 2.5 s', () => {
		expect(rows('projects')).toHaveLength(300);
		expect(rows('enterprises')).toHaveLength(900);
		expect(world.facts.workers).toBeGreaterThan(8_000);
		expect(world.facts.workers).toBeLessThan(12_000);
		expect(new Set(rows('payroll').map((row) => row.wage_month)).size).toBe(24);
		expect(rows('payroll').length).toBeGreaterThan(110_000);
		expect(rows('payroll').length).toBeLessThan(175_000);
	});

	it('fills every feed of the contract with rows that its definition accepts', () => {
		for (const [name, definition] of feeds) {
			expect(rows(name).length, name).toBeGreaterThan(0);
			const faults = new Set<string>();
			for (const row of rows(name)) {
				for (const column of definition.columns) {
					const wrong = fault(column, row[column.name]);
					if (wrong !== null) faults.add(`${name}.${column.name}: ${wrong} (${row[column.name]})`);
				}
				for (const key of Object.keys(row)) {
					if (!definition.columns.some((column) => column.name === key))
						faults.add(`${name}.${key}: unknown`);
				}
			}
			expect([...faults]).toEqual([]);
		}
	});

	it('has no key twice in any feed', () => {
		for (const [name, definition] of feeds) {
			const keys = new Set(rows(name).map((row) => definition.key.map((column) => row[column]).join('|')));
			expect(keys.size, name).toBe(rows(name).length);
		}
	});

	it('names only people and firms that cannot exist, by numbers that are formally right', () => {
		for (const row of rows('roster')) {
			const id = String(row.worker_id_no);
			expect(id.startsWith('99') && citizenCheck(id) === id[17], id).toBe(true);
		}
		for (const row of rows('enterprises')) {
			const code = String(row.uscc);
			expect(code.slice(2, 4) === '99' && usccCheck(code) === code[17], code).toBe(true);
		}
	});

	it('refers only to projects and firms that it has', () => {
		const projects = new Set(rows('projects').map((row) => row.project_code));
		const firms = new Set(rows('enterprises').map((row) => row.uscc));
		for (const [name, list] of world.rows) {
			for (const row of list) {
				if (row.project_code)
					expect(projects.has(row.project_code), `${name} ${row.project_code}`).toBe(true);
				const uscc = row.uscc ?? row.employer_uscc;
				if (uscc) expect(firms.has(uscc), `${name} ${uscc}`).toBe(true);
			}
		}
	});

	it('keeps each account right: the balance is the running sum and never below nothing', () => {
		for (const [, transactions] of group(rows('account_transactions'), 'project_code')) {
			let balance = 0;
			let before = '';
			for (const row of transactions) {
				balance += row.direction === '收' ? fen(row.amount) : -fen(row.amount);
				expect(fen(row.balance_after)).toBe(balance);
				expect(balance).toBeGreaterThanOrEqual(0);
				expect(String(row.txn_time) >= before).toBe(true);
				before = String(row.txn_time);
			}
		}
	});

	it('brings every yuan of labour cost disbursed into the account, where both are reported', () => {
		const received = group(
			rows('account_transactions').filter((row) => row.counterparty_type === '建设单位'),
			'project_code'
		);
		const sum = (list: readonly Row[], column: string) =>
			list.reduce((total, row) => total + fen(row[column]), 0);
		let compared = 0;
		for (const [code, list] of group(rows('disbursements'), 'project_code')) {
			const fees = list.filter((row) => row.kind === '人工费' && row.paid_date !== null);
			const account = received.get(code);
			if (!account) continue;
			compared++;
			expect(sum(account, 'amount'), code).toBe(sum(fees, 'paid'));
		}
		expect(compared).toBeGreaterThan(280);
	});

	it('pays through the account exactly the payroll lines that it says it paid there', () => {
		const paid = new Map<string, number>();
		for (const row of rows('payroll')) {
			if (row.pay_status !== '成功' || row.pay_channel !== '专户代发') continue;
			const key = `${row.project_code} ${row.pay_date} ${row.worker_id_no}`;
			paid.set(key, (paid.get(key) ?? 0) + fen(row.paid));
		}
		const hasAccount = new Set(rows('account_transactions').map((row) => row.project_code));
		const moved = new Map<string, number>();
		for (const row of rows('account_transactions')) {
			if (row.counterparty_type !== '工人') continue;
			const key = `${row.project_code} ${String(row.txn_time).slice(0, 10)} ${row.payee_id_no}`;
			moved.set(key, (moved.get(key) ?? 0) + fen(row.amount));
		}
		const payrollMissing = [...moved].filter(([key]) => !paid.has(key)).map(([key]) => key.split(' ')[0]);
		expect(new Set(payrollMissing).size).toBeLessThanOrEqual(1);
		for (const [key, amount] of paid) {
			if (hasAccount.has(key.split(' ')[0]!)) expect(moved.get(key), key).toBe(amount);
		}
	});

	it('pays only people who are on the roster and at work in that month', () => {
		const stays = group(rows('roster'), 'worker_id_no');
		for (const row of rows('payroll')) {
			const month = String(row.wage_month);
			const isThere = stays
				.get(String(row.worker_id_no))
				?.some(
					(stay) =>
						stay.project_code === row.project_code &&
						String(stay.entry_date).slice(0, 7) <= month &&
						(stay.exit_date === null || String(stay.exit_date).slice(0, 7) >= month)
				);
			if (!isThere) expect.fail(`${row.project_code} ${month} ${row.worker_id_no}`);
		}
	});

	it('leaves tidy projects clean: signed, paid in full by the due day, labour cost monthly and above its share', () => {
		const payroll = group(rows('payroll'), 'project_code');
		const disbursements = group(rows('disbursements'), 'project_code');
		const progress = group(rows('progress'), 'project_code');
		const rate = new Map(
			rows('projects').map((row) => [String(row.project_code), Number(row.labour_fee_rate)])
		);
		const running = new Set(
			rows('projects')
				.filter((row) => row.status === '在建')
				.map((row) => row.project_code)
		);
		expect(world.facts.tidyProjects.length).toBeGreaterThan(90);
		for (const code of world.facts.tidyProjects) {
			for (const row of payroll.get(code) ?? []) {
				const lagMonths = 2;
				const isOld = String(row.wage_month) <= monthsBefore(TODAY, lagMonths);
				expect(row.signed).toBe(true);
				if (isOld) expect(row.pay_status, `${code} ${row.wage_month}`).toBe('成功');
				if (row.pay_status === '成功') expect(fen(row.paid)).toBe(fen(row.payable) - fen(row.deduction));
			}
			const fees = (disbursements.get(code) ?? []).filter(
				(row) => row.kind === '人工费' && Number(row.paid) > 0
			);
			const last = fees
				.map((row) => String(row.paid_date))
				.sort()
				.at(-1);
			if (running.has(code) && last) expect(daysBetween(last, TODAY), code).toBeLessThanOrEqual(31);
			const value = (progress.get(code) ?? []).reduce((sum, row) => sum + Number(row.completed_value), 0);
			const paid = fees.reduce((sum, row) => sum + Number(row.paid), 0);
			expect(paid, code).toBeGreaterThanOrEqual(value * rate.get(code)!);
		}
	});

	it('lets trouble show in its order: money late, then wages late, then people call, then a case', () => {
		const { project_code: code } = world.stories.find((story) => story.id === 'owner_dries_up')!;
		const of = (feed: string) => rows(feed).filter((row) => row.project_code === code);
		const shortfall = of('disbursements')
			.filter(
				(row) => row.kind === '人工费' && (row.paid_date === null || Number(row.paid) < Number(row.payable))
			)
			.map((row) => String(row.due_date))
			.sort()[0]!;
		const unpaid = of('payroll')
			.filter((row) => row.pay_status === '待发')
			.map((row) => `${row.wage_month}-28`)
			.sort()[0]!;
		const call = of('clues')
			.filter((row) => row.validity === '有效' && String(row.wage_from) >= unpaid.slice(0, 7))
			.map((row) => String(row.received_at))
			.sort()[0]!;
		const opened = of('cases')
			.map((row) => String(row.opened_at))
			.sort()
			.at(-1)!;
		expect(daysBetween(shortfall, unpaid)).toBeGreaterThan(20);
		expect(unpaid < call).toBe(true);
		expect(call.slice(0, 10) < opened).toBe(true);
	});

	it('tells at least ten stories, each of its own project', () => {
		expect(world.stories.length).toBeGreaterThanOrEqual(10);
		expect(new Set(world.stories.map((story) => story.project_code)).size).toBe(world.stories.length);
	});
});

function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);
}

function monthsBefore(date: string, months: number): string {
	const at = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - months;
	return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}
