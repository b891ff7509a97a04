import { addDays, addMonths, addToMonth } from './calendar';
import { Exact } from './exact';
import { judged, missing, notApplicable, ratioOf, severityOf, valueOf } from './outcome';
import type { FeedRow, Outcome, Outcomes } from './types';
import { amount, date, sumOf, text } from './world';
import type { World } from './world';

/** The count that makes 失信被执行 red by itself. */
const DISHONEST = Exact.of(99);

/** Consecutive latest months: how many, from the latest received one backwards without a gap, are bad. */
function latestRun(received: string[], isBad: (month: string) => boolean): number {
	const months = [...new Set(received)].sort();
	let month = months.at(-1);
	let run = 0;
	while (month !== undefined && months.includes(month) && isBad(month)) {
		run += 1;
		month = addToMonth(month, -1);
	}
	return run;
}

function months(rows: FeedRow[]): string[] {
	return rows.map((row) => text(row, 'month')!);
}

function inMonth(rows: FeedRow[], month: string): FeedRow[] {
	return rows.filter((row) => row.month === month);
}

/** CHOICE 34: a month whose overdue is blank is received but not bad, so it ends the run. */
function taxOverdueMonths(tax: FeedRow[], world: World): Outcome {
	if (tax.length === 0) return missing;
	const run = latestRun(months(tax), (month) => sumOf(inMonth(tax, month), 'overdue').isPositive());
	return valueOf(run, world.levels('tax_overdue_months'));
}

/** CHOICE 35: blank paid or payable cannot be compared, so it ends the run. */
function socialOverdueMonths(social: FeedRow[], world: World): Outcome {
	if (social.length === 0) return missing;
	const run = latestRun(months(social), (month) =>
		inMonth(social, month).some((row) => {
			const [paid, payable] = [amount(row, 'paid'), amount(row, 'payable')];
			return paid !== null && payable !== null && paid.compare(payable) < 0;
		})
	);
	return valueOf(run, world.levels('social_overdue_months'));
}

/** CHOICE 36: Σ over the kinds of a month; a blank adds nothing to either sum. */
function utilityOverdueMonths(utilities: FeedRow[], world: World): Outcome {
	if (utilities.length === 0) return missing;
	const run = latestRun(months(utilities), (month) => {
		const rows = inMonth(utilities, month);
		return sumOf(rows, 'paid').compare(sumOf(rows, 'billed')) < 0;
	});
	return valueOf(run, world.levels('utility_overdue_months'));
}

/**
 * 1 − mean of the last n received months ÷ mean of the same months a year before.
 * CHOICE 37: a month whose column is blank was not received for this rule; the months need not be adjacent;
 * "a base of 0" is the mean of the base months.
 */
function yearOnYearDrop(
	rows: FeedRow[],
	column: string,
	n: number,
	indicator: string,
	world: World
): Outcome {
	if (rows.length === 0) return missing;
	const filled = rows.filter((row) => amount(row, column) !== null);
	const last = months(filled).sort().slice(-n);
	if (last.length < n) return notApplicable;
	const base = last.map((month) => inMonth(filled, addToMonth(month, -12)));
	if (base.some((found) => found.length === 0)) return notApplicable;
	const now = sumOf(
		last.flatMap((month) => inMonth(filled, month)),
		column
	);
	const before = sumOf(base.flat(), column);
	if (before.isZero()) return notApplicable;
	return ratioOf(Exact.one.minus(now.over(before)), world.levels(indicator));
}

/** CHOICE 38: as for invoice_drop, a month with a blank count is not received; a base month missing or 0 is not applicable. */
function insuredDrop(social: FeedRow[], world: World): Outcome {
	if (social.length === 0) return missing;
	const counted = social.filter((row) => amount(row, 'insured_count') !== null);
	const latest = months(counted).sort().at(-1);
	if (latest === undefined) return notApplicable;
	const countIn = (month: string) =>
		inMonth(social, month).map((row) => amount(row, 'insured_count'))[0] ?? null;
	const [now, base] = [countIn(latest), countIn(addToMonth(latest, -3))];
	if (now === null || base === null || base.isZero()) return notApplicable;
	return ratioOf(Exact.one.minus(now.over(base)), world.levels('insured_drop'));
}

/** CHOICE 39: value = number of 被执行 + 99 × number of 失信被执行, both of the last 24 months. */
function judicialExecution(events: FeedRow[], world: World): Outcome {
	if (world.all('credit_events').length === 0) return missing;
	const recent = events.filter((row) => date(row, 'event_date')! > addMonths(world.d, -24));
	const executed = Exact.of(recent.filter((row) => row.kind === '被执行').length);
	const dishonest = Exact.of(recent.filter((row) => row.kind === '失信被执行').length);
	return valueOf(executed.plus(dishonest.times(DISHONEST)), world.levels('judicial_execution'));
}

/**
 * CHOICE 40: the state is the worse of reg_status of the register, which has no date, and the latest of the events
 * 经营异常, 注销, 吊销. The value is the larger of the state and of the change of 法定代表人.
 */
function registrationAbnormal(
	row: FeedRow,
	events: FeedRow[],
	openUnpaidWages: boolean,
	world: World
): Outcome {
	const register = text(row, 'reg_status');
	if (register === null && world.all('credit_events').length === 0) return missing;
	const key = (event: FeedRow) => `${date(event, 'event_date')} ${text(event, 'event_no')}`;
	const latest = events
		.filter((event) => ['经营异常', '注销', '吊销'].includes(String(event.kind)))
		.sort((a, b) => (key(a) < key(b) ? -1 : 1))
		.at(-1);
	const changed = events.some(
		(event) => event.kind === '法定代表人变更' && date(event, 'event_date')! > addDays(world.d, -90)
	);
	const ofState = (state: string | null) =>
		state === '注销' || state === '吊销' ? 3 : state === '经营异常' ? 2 : 0;
	const worst = Math.max(ofState(register), ofState(latest ? String(latest.kind) : null));
	const value = Exact.of(Math.max(worst, changed ? 1 : 0));
	const [blue, yellow, red] = world.levels('registration_abnormal');
	return judged(value, severityOf(value, [blue, yellow, openUnpaidWages ? red : null]));
}

function deferralOpen(reports: FeedRow[], world: World): Outcome {
	if (world.all('deferral_reports').length === 0) return missing;
	const open = reports.filter((row) => (date(row, 'settled_at') ?? '9999-12-31') > world.d);
	const late = open.some((row) => (date(row, 'settle_by') ?? '9999-12-31') < world.d);
	return valueOf(late ? 2 : open.length > 0 ? 1 : 0, world.levels('deferral_open'));
}

/** Group E of an enterprise, gc_contagion left out: it needs the tiers of the projects. */
export function enterpriseIndicators(row: FeedRow, openUnpaidWages: boolean, world: World): Outcomes {
	const uscc = text(row, 'uscc')!;
	const tax = world.of('tax', 'uscc', uscc);
	const social = world.of('social_insurance', 'uscc', uscc);
	const utilities = world.of('utilities', 'subject_code', uscc);
	const events = world.of('credit_events', 'uscc', uscc);
	const ofKind = (kind: string) => utilities.filter((each) => each.kind === kind);
	return {
		tax_overdue_months: taxOverdueMonths(tax, world),
		invoice_drop: yearOnYearDrop(tax, 'invoice_amount', 3, 'invoice_drop', world),
		social_overdue_months: socialOverdueMonths(social, world),
		insured_drop: insuredDrop(social, world),
		power_drop: yearOnYearDrop(ofKind('电'), 'consumption', 2, 'power_drop', world),
		water_drop: yearOnYearDrop(ofKind('水'), 'consumption', 2, 'water_drop', world),
		utility_overdue_months: utilityOverdueMonths(utilities, world),
		judicial_execution: judicialExecution(events, world),
		registration_abnormal: registrationAbnormal(row, events, openUnpaidWages, world),
		deferral_open: deferralOpen(world.of('deferral_reports', 'uscc', uscc), world)
	};
}

/** The projects of an enterprise: those it owns, is gc of, or is party to. */
export function projectsOf(uscc: string, world: World): string[] {
	const own = world
		.all('projects')
		.filter((row) => text(row, 'owner_uscc') === uscc || text(row, 'gc_uscc') === uscc)
		.map((row) => text(row, 'project_code')!);
	const party = world.of('project_parties', 'uscc', uscc).map((row) => text(row, 'project_code')!);
	return [...new Set([...own, ...party])];
}
