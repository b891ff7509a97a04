import { addDays, addMonths, daysBetween, workingDays } from './calendar';
import { Exact } from './exact';
import { judged, missing, notApplicable, ratioOf, severityOf, valueOf } from './outcome';
import type { Project } from './project';
import type { FeedRow, Outcome, Outcomes } from './types';
import { amount, date, text } from './world';
import type { World } from './world';

/** Contracts from 300 万元 and three months on must be on the platform (高台 二(三)2). */
const PLATFORM_CONTRACT_WAN = Exact.of(300);

const CHECKS = [
	'ok_contract',
	'ok_realname',
	'ok_labour_fee',
	'ok_wages',
	'ok_notice_board',
	'ok_platform',
	'ok_guarantee',
	'ok_deposit',
	'ok_account',
	'ok_settlement',
	'ok_labour_officer'
];

function by(row: FeedRow, column: string, d: string): boolean {
	const day = date(row, column);
	return day !== null && day <= d;
}

function notEnded(row: FeedRow, d: string): boolean {
	return (date(row, 'valid_to') ?? d) >= d;
}

/** Accounts opened by D. CHOICE 21: a closed account was opened too; one without opened_at was not. */
function openedAccounts(p: Project, world: World): FeedRow[] {
	return world.of('special_accounts', 'project_code', p.code).filter((row) => by(row, 'opened_at', world.d));
}

/** CHOICE 22: a date of the project that the value needs but that is blank makes the value missing. */
function accountOpenOverdueDays(p: Project, world: World): Outcome {
	if (openedAccounts(p, world).length > 0) return notApplicable;
	const signed = date(p.row, 'contract_sign_date');
	if (signed === null) return missing;
	return valueOf(daysBetween(signed, world.d) - 30, world.levels('account_open_overdue_days'));
}

/** CHOICE 23: each account must be filed; of several unfiled ones the earliest opened counts. */
function accountFilingOverdueDays(p: Project, world: World): Outcome {
	const opened = openedAccounts(p, world)
		.filter((row) => !by(row, 'filed_at', world.d))
		.map((row) => date(row, 'opened_at')!)
		.sort();
	if (opened.length === 0) return notApplicable;
	return valueOf(daysBetween(opened[0]!, world.d) - 30, world.levels('account_filing_overdue_days'));
}

/** CHOICE 24: 免存 is in force whatever its dates; returned_at is not in the text; a notice after D is no notice. */
function depositOverdueDays(p: Project, world: World): Outcome {
	const { d } = world;
	const deposits = world.of('deposits', 'project_code', p.code);
	const inForce = deposits.some(
		(row) => row.waiver === '免存' || (by(row, 'lodged_at', d) && notEnded(row, d))
	);
	if (inForce) return notApplicable;
	const levels = world.levels('deposit_overdue_days');
	const notices = deposits
		.filter((row) => by(row, 'notice_date', d))
		.map((row) => date(row, 'notice_date')!)
		.sort();
	if (notices.length > 0) return valueOf(daysBetween(notices[0]!, d) - 15, levels);
	const signed = date(p.row, 'contract_sign_date');
	if (signed === null) return missing;
	return valueOf(workingDays(signed, d, world.isWorkday) - 20, levels);
}

function guaranteeMissing(p: Project, world: World): Outcome {
	if (!p.active) return notApplicable;
	const inForce = world
		.of('guarantees', 'project_code', p.code)
		.some((row) => by(row, 'issued_at', world.d) && notEnded(row, world.d));
	if (inForce) return notApplicable;
	return valueOf(daysBetween(date(p.row, 'start_date')!, world.d), world.levels('guarantee_missing'));
}

/** CHOICE 25: a blank contract amount, start or planned end does not meet the condition: not applicable. */
function platformOnboardingOverdueDays(p: Project, world: World): Outcome {
	const contract = amount(p.row, 'contract_amount_wan');
	const start = date(p.row, 'start_date');
	const end = date(p.row, 'planned_end');
	if (contract === null || contract.compare(PLATFORM_CONTRACT_WAN) < 0) return notApplicable;
	if (start === null || start > world.d || end === null || end < addMonths(start, 3)) return notApplicable;
	if (by(p.row, 'platform_joined_at', world.d)) return notApplicable;
	return valueOf(daysBetween(start, world.d) - 30, world.levels('platform_onboarding_overdue_days'));
}

function pushOverdueWorkingDays(p: Project, world: World): Outcome {
	const trigger = date(p.row, 'push_trigger_date');
	if (trigger === null) return missing;
	const pushed = by(p.row, 'pushed_at', world.d);
	const until = pushed ? date(p.row, 'pushed_at')! : world.d;
	const value = Exact.of(workingDays(trigger, until, world.isWorkday) - world.policy.pushLimitWorkingDays);
	const levels = world.levels('push_overdue_wd');
	const severity = severityOf(value, levels);
	return judged(value, pushed && severity === 1 ? 0 : severity);
}

/** CHOICE 26: the shares on site are of roster rows, not of distinct workers; a blank is not a yes. */
function shareOnSite(p: Project, world: World, indicator: string, good: (row: FeedRow) => boolean): Outcome {
	if (p.roster.length === 0) return missing;
	if (p.onSite.length === 0) return notApplicable;
	const share = Exact.of(p.onSite.filter(good).length).over(Exact.of(p.onSite.length));
	return ratioOf(share, world.levels(indicator));
}

function attendanceSilenceDays(p: Project, world: World): Outcome {
	if (!p.active) return notApplicable;
	const uploads = world
		.of('attendance', 'project_code', p.code)
		.map((row) => date(row, 'uploaded_at'))
		.filter((day) => day !== null)
		.filter((day) => day <= world.d)
		.sort();
	if (uploads.length === 0) return missing;
	return valueOf(daysBetween(uploads.at(-1)!, world.d), world.levels('attendance_silence_days'));
}

/** CHOICE 27: of two inspections on the latest day the one with the higher number counts. */
function systemGaps(p: Project, world: World): Outcome {
	const key = (row: FeedRow) => `${date(row, 'inspect_date')} ${text(row, 'inspection_no')}`;
	const latest = world
		.of('inspections', 'project_code', p.code)
		.filter((row) => date(row, 'inspect_date')! > addDays(world.d, -180))
		.sort((a, b) => (key(a) < key(b) ? -1 : 1))
		.at(-1);
	if (!latest) return notApplicable;
	return valueOf(CHECKS.filter((check) => latest[check] === false).length, world.levels('system_gaps'));
}

/** Group C of a project. */
export function systemIndicators(p: Project, world: World): Outcomes {
	return {
		account_open_overdue_days: accountOpenOverdueDays(p, world),
		account_filing_overdue_days: accountFilingOverdueDays(p, world),
		deposit_overdue_days: depositOverdueDays(p, world),
		guarantee_missing: guaranteeMissing(p, world),
		platform_onboarding_overdue_days: platformOnboardingOverdueDays(p, world),
		push_overdue_wd: pushOverdueWorkingDays(p, world),
		realname_contract_rate: shareOnSite(
			p,
			world,
			'realname_contract_rate',
			(row) => by(row, 'registered_at', world.d) && row.contract_signed === true
		),
		card_bound_rate: shareOnSite(p, world, 'card_bound_rate', (row) => row.card_bound === true),
		attendance_silence_days: attendanceSilenceDays(p, world),
		system_gaps: systemGaps(p, world)
	};
}
