import { addDays } from './day';
import type { Severity, Tier } from './severity';

/** States of an alert: 正常 待确认 预警中 处置中 待销号 已销号 误报; 静默 and 复发 are marks on an open one. */
export const alertStates = [
	'normal',
	'pending',
	'open',
	'claimed',
	'evidence',
	'closed',
	'false_alarm'
] as const;
export type AlertState = (typeof alertStates)[number];

/** One subject's alert as it stands. */
export interface Alert {
	readonly state: AlertState;
	/** The published level, 0 to 3: it rises at once and falls only with evidence accepted. */
	readonly level: 0 | 1 | 2 | 3;
	/** The tier of the last run that could judge; null before the first. */
	readonly tier: Tier | null;
	/** Runs in a row that found it, while it is not yet confirmed. */
	readonly seen: number;
	/** Runs in a row below the level, since evidence was handed in. */
	readonly calm: number;
	readonly openedOn: string | null;
	readonly closedOn: string | null;
	/** Back within the days of relapse after it was closed. */
	readonly relapsed: boolean;
	readonly owner: string | null;
	/** Who handed the evidence in; somebody else accepts it where the level is 红. */
	readonly evidenceBy: string | null;
	readonly accepted: boolean;
	/** 静默: the last day on which its owner does not want to be told. */
	readonly snoozedUntil: string | null;
	/** Last run that was counted. */
	readonly lastRun: string | null;
}

export const calmAlert: Alert = {
	state: 'normal',
	level: 0,
	tier: null,
	seen: 0,
	calm: 0,
	openedOn: null,
	closedOn: null,
	relapsed: false,
	owner: null,
	evidenceBy: null,
	accepted: false,
	snoozedUntil: null,
	lastRun: null
};

/** Numbers of the pack. */
export interface AlertRules {
	/** Runs in a row before an alert is opened; 红 is opened at once. */
	readonly confirmRuns: number;
	readonly relapseDays: number;
	readonly snoozeMaxDays: number;
}

/** A scoring of one day; null: 灰, nothing could be judged. */
export interface RunInput {
	readonly kind: 'run';
	readonly day: string;
	readonly tier: Tier | null;
}

export type ActKind =
	| 'claim'
	| 'note'
	| 'snooze'
	| 'false_alarm'
	| 'evidence'
	| 'accept'
	| 'reject'
	| 'reopen'
	/** Takes a claim back: nobody owns it again. */
	| 'release'
	/** Takes a snooze back. */
	| 'wake'
	/** Takes evidence back that nobody has accepted; only who handed it in. */
	| 'withdraw';

export interface ActInput {
	readonly kind: ActKind;
	/** Day of the act. */
	readonly day: string;
	/** Id of the person. */
	readonly by: string;
	/** Snooze: its last day. */
	readonly until?: string;
}

export type AlertInput = RunInput | ActInput;

/** What others may be told. Re-running a day, a restart and late data tell nobody anything. */
export type AlertNews = 'opened' | 'rose' | 'fell' | 'closed' | 'relapsed' | 'snooze_ended';

export interface AlertStep {
	readonly alert: Alert;
	readonly news: AlertNews | null;
	/** Why an act is not possible; the alert is unchanged then. */
	readonly refused: AlertRefusal | null;
}

export type AlertRefusal =
	'not_open' | 'not_claimed' | 'no_evidence' | 'second_person' | 'snooze_too_long' | 'nothing_to_take_back';

const openStates: readonly AlertState[] = ['open', 'claimed', 'evidence'];
export const isOpen = ({ state }: Pick<Alert, 'state'>): boolean => openStates.includes(state);

const unchanged = (alert: Alert, refused: AlertRefusal | null = null): AlertStep => ({
	alert,
	news: null,
	refused
});

/** The next state. Pure: it depends on nothing but the state before, the input and the pack's numbers. */
export function stepAlert(alert: Alert, input: AlertInput, rules: AlertRules): AlertStep {
	return input.kind === 'run' ? stepRun(alert, input, rules) : stepAct(alert, input, rules);
}

function stepRun(alert: Alert, { day, tier }: RunInput, rules: AlertRules): AlertStep {
	// A day that was counted, or one before it, changes what is shown of the past, never what was told.
	if (alert.lastRun !== null && day <= alert.lastRun) return unchanged(alert);
	// Silence is neither a hit nor a recovery.
	if (tier === null) return unchanged({ ...alert, lastRun: day });
	const seen = { ...alert, tier, lastRun: day };
	if (isOpen(alert)) return openRun(seen, tier, day);
	if (alert.state === 'false_alarm') {
		// Said to be wrong: it stays so until it goes away, or gets worse than what was looked at.
		if (tier === 0) return unchanged({ ...calmAlert, tier, lastRun: day, closedOn: alert.closedOn });
		if (tier <= alert.level) return unchanged(seen);
	}
	return tier === 0 ? unchanged(forget(seen)) : hit(seen, tier, day, rules);
}

const forget = (alert: Alert): Alert => ({
	...alert,
	state: alert.state === 'closed' ? 'closed' : 'normal',
	level: 0,
	seen: 0
});

function hit(alert: Alert, tier: 1 | 2 | 3, day: string, rules: AlertRules): AlertStep {
	const isBack = alert.closedOn !== null && day <= addDays(alert.closedOn, rules.relapseDays);
	const count = alert.state === 'pending' ? alert.seen + 1 : 1;
	if (!isBack && tier < 3 && count < rules.confirmRuns)
		return unchanged({ ...alert, state: 'pending', seen: count, level: 0 });
	const opened: Alert = {
		...calmAlert,
		state: 'open',
		level: tier,
		tier,
		openedOn: day,
		closedOn: alert.closedOn,
		relapsed: isBack,
		lastRun: day
	};
	return { alert: opened, news: isBack ? 'relapsed' : 'opened', refused: null };
}

function openRun(alert: Alert, tier: Severity, day: string): AlertStep {
	if (tier > alert.level) {
		const risen = { ...alert, level: tier, calm: 0, accepted: false, snoozedUntil: null };
		const state: AlertState = alert.state === 'evidence' ? 'claimed' : alert.state;
		return { alert: { ...risen, state }, news: 'rose', refused: null };
	}
	const awake = alert.snoozedUntil !== null && day > alert.snoozedUntil;
	const current = awake ? { ...alert, snoozedUntil: null } : alert;
	const news = awake ? 'snooze_ended' : null;
	if (tier === alert.level) return { alert: { ...current, calm: 0 }, news, refused: null };
	const calmer = { ...current, calm: alert.state === 'evidence' ? alert.calm + 1 : 0 };
	return calmer.accepted && calmer.calm >= 1
		? settle(calmer, tier, day)
		: { alert: calmer, news, refused: null };
}

/** Evidence was accepted and a full run found it calmer: the level falls, or the alert is closed. */
function settle(alert: Alert, tier: Severity, day: string): AlertStep {
	if (tier === 0) {
		const closed: Alert = { ...alert, state: 'closed', level: 0, closedOn: day, calm: 0, snoozedUntil: null };
		return { alert: closed, news: 'closed', refused: null };
	}
	const fallen: Alert = {
		...alert,
		state: 'claimed',
		level: tier,
		calm: 0,
		accepted: false,
		evidenceBy: null
	};
	return { alert: fallen, news: 'fell', refused: null };
}

function stepAct(alert: Alert, act: ActInput, rules: AlertRules): AlertStep {
	if (act.kind === 'note') return unchanged(alert);
	if (act.kind === 'reopen') {
		if (alert.state !== 'closed' && alert.state !== 'false_alarm') return unchanged(alert, 'not_open');
		const level = alert.tier === null || alert.tier === 0 ? 1 : alert.tier;
		const opened: Alert = {
			...calmAlert,
			state: 'open',
			level,
			tier: alert.tier,
			openedOn: act.day,
			lastRun: alert.lastRun
		};
		return { alert: opened, news: 'opened', refused: null };
	}
	if (!isOpen(alert)) return unchanged(alert, 'not_open');
	switch (act.kind) {
		case 'claim':
			return unchanged({ ...alert, owner: act.by, state: alert.state === 'open' ? 'claimed' : alert.state });
		case 'snooze':
			if (act.until === undefined || act.until > addDays(act.day, rules.snoozeMaxDays) || act.until < act.day)
				return unchanged(alert, 'snooze_too_long');
			return unchanged({ ...alert, snoozedUntil: act.until });
		case 'false_alarm':
			return unchanged({ ...alert, state: 'false_alarm', closedOn: null, snoozedUntil: null, seen: 0 });
		case 'evidence':
			if (alert.state === 'open') return unchanged(alert, 'not_claimed');
			return unchanged({ ...alert, state: 'evidence', evidenceBy: act.by, accepted: false, calm: 0 });
		case 'reject':
			if (alert.state !== 'evidence') return unchanged(alert, 'no_evidence');
			return unchanged({ ...alert, state: 'claimed', evidenceBy: null, accepted: false, calm: 0 });
		case 'accept':
			return accept(alert, act);
		case 'release':
			if (alert.state !== 'claimed') return unchanged(alert, 'nothing_to_take_back');
			return unchanged({ ...alert, state: 'open', owner: null });
		case 'wake':
			if (alert.snoozedUntil === null) return unchanged(alert, 'nothing_to_take_back');
			return unchanged({ ...alert, snoozedUntil: null });
		case 'withdraw':
			if (alert.state !== 'evidence' || alert.accepted || alert.evidenceBy !== act.by)
				return unchanged(alert, 'nothing_to_take_back');
			return unchanged({ ...alert, state: 'claimed', evidenceBy: null, calm: 0 });
	}
}

function accept(alert: Alert, act: ActInput): AlertStep {
	if (alert.state !== 'evidence') return unchanged(alert, 'no_evidence');
	if (alert.level === 3 && act.by === alert.evidenceBy) return unchanged(alert, 'second_person');
	const accepted = { ...alert, accepted: true };
	const isCalm = alert.tier !== null && alert.tier < alert.level && alert.calm >= 1;
	return isCalm ? settle(accepted, alert.tier ?? 0, act.day) : unchanged(accepted);
}
