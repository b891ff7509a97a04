import { addDays, addMonths, addToMonth } from './calendar';
import { Random } from './random';
import { Batches } from './random-batches';
import type { RandomWorldOptions } from './random-batches';
import { addCalmProject } from './random-calm';
import { addEnterpriseMonths, addOtherFeeds } from './random-enterprises';
import { addEvents } from './random-events';
import { addWages } from './random-wages';
import { addMoney } from './random-money';
import type { FeedRow } from './types';

/** A project of a random world while it is being made. */
export interface RandomProject {
	code: string;
	gc: string | null;
	employers: string[];
	start: string;
	/** First and last wage month with rows. */
	months: string[];
	/** Feeds that were never received for it. */
	silent: Set<string>;
	payDay: number | null;
	payInNextMonth: boolean | null;
	/** How often its pay goes wrong, 0–1. */
	trouble: number;
	workers: string[];
}

const SILENT = ['payroll', 'attendance', 'roster', 'account_transactions', 'disbursements', 'progress'];
const EDGE_FEEDS = ['special_accounts', 'deposits', 'guarantees'];

/** A made-up code of 18 characters, as long as a real one. */
function usccOf(n: number): string {
	return `91410800MA${String(n).padStart(8, '0')}`;
}

function addProject(batches: Batches, n: number, usccs: string[]): RandomProject {
	const { random, options } = batches;
	const code = `P${String(n).padStart(3, '0')}`;
	const start = addDays(options.today, -random.between(-20, 420));
	const length = random.between(1, 7);
	const first = addToMonth(options.today.slice(0, 7), -length + random.between(-1, 2));
	const gc = random.orNull(0.1, random.pick(usccs));
	const payDay = random.chance(0.2) ? null : random.pick([1, 10, 15, 20, 25, 28, 30, 31]);
	const payInNextMonth = random.flag(0.6);
	// Of every sixth project nothing is heard but its name.
	const nothing = n % 6 === 5;
	const sign = addDays(start, -random.between(0, 40));
	const status = random.pick(['在建', '在建', '在建', '在建', '停工', '完工'] as const);
	const row: FeedRow = {
		project_code: code,
		project_name: `项目${n}`,
		status,
		street: `街道${n % 3}`,
		owner_name: '建设单位',
		owner_uscc: random.orNull(0.2, random.pick(usccs)),
		gc_name: '总包',
		gc_uscc: gc,
		contract_amount_wan: random.orNull(0.1, random.pick(['299.99', '300', '1250.5', '80', '9000'])),
		sector: random.pick([
			'房屋建筑',
			'市政',
			'交通运输',
			'水利',
			'铁路',
			'民航',
			'农业农村',
			'其他工程'
		] as const),
		is_gov_invest: random.flag(0.4),
		is_soe: random.flag(0.2),
		contract_sign_date: random.orNull(0.1, sign),
		start_date: random.orNull(0.05, start),
		planned_end: random.orNull(0.1, addDays(addMonths(start, 3), random.pick([-1, 0, 1, 200, 400]))),
		actual_end:
			status === '完工' || random.chance(0.08) ? addDays(options.today, random.between(-60, 10)) : null,
		labour_fee_rate: random.orNull(0.3, random.pick(['0.1', '0.2', '0.25', '0.3', '0.35'])),
		pay_day: payDay,
		pay_in_next_month: payInNextMonth,
		push_trigger_date: random.orNull(0.15, addDays(options.today, -random.between(-5, 60))),
		pushed_at: random.orNull(0.5, addDays(options.today, -random.between(-5, 50))),
		platform_joined_at: random.orNull(0.4, addDays(start, random.between(0, 80)))
	};
	batches.add('projects', addDays(start, -10), row, {
		status: '停工',
		gc_uscc: random.pick(usccs),
		pay_day: 5
	});
	return {
		code,
		gc,
		employers: [random.pick(usccs), random.pick(usccs)],
		start,
		months: Array.from({ length }, (_, index) => addToMonth(first, index)),
		silent: new Set([...SILENT, ...EDGE_FEEDS].filter(() => nothing || random.chance(0.1))),
		payDay,
		payInNextMonth,
		trouble: random.pick([0, 0, 0, 0.05, 0.3, 0.9]),
		workers: Array.from({ length: random.between(1, 8) }, (_, index) => `ID${n}W${index}`)
	};
}

/**
 * A small nasty world for comparing two implementations: rows of all feeds in contract columns with
 * `_received_at`, every row valid by the contract. The same seed gives the same rows.
 */
export function randomWorld(seed: number, options: RandomWorldOptions): Record<string, FeedRow[]> {
	const batches = new Batches(new Random(seed), options);
	const usccs = Array.from({ length: Math.max(2, Math.ceil(options.projects * 0.75)) }, (_, n) => usccOf(n));
	// Projects share workers: who works on two sites must not be mixed up.
	const calm = Math.floor(options.projects / 6);
	const projects = Array.from({ length: options.projects - calm }, (_, n) => addProject(batches, n, usccs));
	for (let n = 0; n < calm; n += 1) addCalmProject(batches, n, usccOf(90_000 + n));
	for (const [n, project] of projects.entries()) {
		const neighbour = projects[(n + 1) % projects.length]!;
		if (batches.random.chance(0.3)) project.workers.push(neighbour.workers[0]!);
		addWages(batches, project);
		addMoney(batches, project);
	}
	addEvents(batches, projects, usccs);
	addEnterpriseMonths(batches, usccs);
	addOtherFeeds(batches, projects, usccs);
	return batches.sorted();
}
