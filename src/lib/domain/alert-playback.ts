import { grouped } from './grouped';
import { calmAlert, isOpen, stepAlert, type Alert, type AlertRules } from './alert';
import { addDays, daysBetween } from './day';
import type { Tier } from './severity';

/** How long after an alert something bad counts as what it warned of. */
export const horizonDays = 90;

/** Something on a day about a project: an alert that was opened, or a bad thing that became known. */
export interface Happening {
	readonly code: string;
	/** 'YYYY-MM-DD'. */
	readonly day: string;
}

/** What alerts would have done over a range of days. */
export interface PlaybackReport {
	/** Days that were judged. */
	readonly days: number;
	/** Alerts that were opened. */
	readonly alerts: number;
	/** Opened alerts after which something bad came within 90 days. */
	readonly hits: number;
	/** Opened alerts whose 90 days are not over yet and that nothing came of so far: neither hit nor false. */
	readonly undecided: number;
	/** Median days from a hit alert to what it warned of; null where nothing was hit. */
	readonly lead_days: number | null;
	/** Bad things of which no alert stood open on the last judged day before. */
	readonly misses: number;
	readonly bad_things: number;
	readonly alerts_per_week: number;
}

/** Plays the alert machine over judged days in their order, in memory; nobody works on an alert in it. */
export class AlertPlayback {
	readonly #alerts = new Map<string, Alert>();
	readonly #openOn = new Map<string, ReadonlySet<string>>();
	readonly opened: Happening[] = [];

	/** Takes the tiers of one more day; answers the codes of which an alert stands open then. */
	take(
		day: string,
		tiers: readonly { readonly code: string; readonly tier: Tier | null }[],
		rules: AlertRules
	): ReadonlySet<string> {
		const open = new Set<string>();
		for (const { code, tier } of tiers) {
			const { alert, news } = stepAlert(
				this.#alerts.get(code) ?? calmAlert,
				{ kind: 'run', day, tier },
				rules
			);
			// Nobody closes anything in a playback: an alert ends when it is calm, so that the next one can be counted.
			this.#alerts.set(code, isOpen(alert) && tier === 0 ? calmAlert : alert);
			if (news === 'opened' || news === 'relapsed') this.opened.push({ code, day });
			if (isOpen(alert)) open.add(code);
		}
		this.#openOn.set(day, open);
		return open;
	}

	/** Measures the alerts against what came of them. */
	report(bad: readonly Happening[]): PlaybackReport {
		const days = [...this.#openOn.keys()];
		const last = days.at(-1) ?? '';
		const leads: number[] = [];
		let undecided = 0;
		const byCode = grouped(bad, ({ code }) => code);
		for (const alert of this.opened) {
			const next = (byCode.get(alert.code) ?? [])
				.filter(({ day }) => day > alert.day && day <= addDays(alert.day, horizonDays))
				.map(({ day }) => daysBetween(alert.day, day))
				.sort((a, b) => a - b)[0];
			if (next !== undefined) leads.push(next);
			else if (addDays(alert.day, horizonDays) > last) undecided += 1;
		}
		const inRange = bad.filter(({ day }) => day <= last);
		const openBefore = (day: string) => this.#openOn.get(days.findLast((judged) => judged < day) ?? '');
		const misses = inRange.filter(({ code, day }) => !openBefore(day)?.has(code)).length;
		const sorted = leads.sort((a, b) => a - b);
		const span = days.length === 0 ? 0 : daysBetween(days[0] ?? last, last) + 1;
		return {
			days: days.length,
			alerts: this.opened.length,
			hits: leads.length,
			undecided,
			lead_days: sorted[Math.floor(sorted.length / 2)] ?? null,
			misses,
			bad_things: inRange.length,
			alerts_per_week: span === 0 ? 0 : Math.round((this.opened.length / span) * 70) / 10
		};
	}
}
