import { addDays, addMonths, daysBetween, endOfMonth, isDay } from './day';

export const bulletinKinds = ['weekly', 'monthly'] as const;
export type BulletinKind = (typeof bulletinKinds)[number];

/** One issue of a bulletin: the week from Monday to Sunday, or the month. */
export interface BulletinIssue {
	readonly kind: BulletinKind;
	/** '2026-W47' or '2026-11'; no two issues share one. */
	readonly issue: string;
	readonly year: number;
	/** Number of the week (ISO 8601) or of the month in its year. */
	readonly number: number;
	/** 'YYYY-MM-DD', both included. */
	readonly from: string;
	readonly to: string;
}

const daysOfWeek = 7;
const mondayOf = (day: string) =>
	addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % daysOfWeek));

function weekly(monday: string): BulletinIssue {
	// The week belongs to the year of its Thursday; 4 January is always in the first week.
	const year = Number(addDays(monday, 3).slice(0, 4));
	const number = daysBetween(mondayOf(`${year}-01-04`), monday) / daysOfWeek + 1;
	return {
		kind: 'weekly',
		issue: `${year}-W${String(number).padStart(2, '0')}`,
		year,
		number,
		from: monday,
		to: addDays(monday, daysOfWeek - 1)
	};
}

function monthly(first: string): BulletinIssue {
	const issue = first.slice(0, 7);
	const [year, number] = issue.split('-').map(Number) as [number, number];
	return { kind: 'monthly', issue, year, number, from: first, to: endOfMonth(first) };
}

/** The issue that a day falls into. */
export function issueOn(kind: BulletinKind, day: string): BulletinIssue {
	return kind === 'weekly' ? weekly(mondayOf(day)) : monthly(`${day.slice(0, 7)}-01`);
}

/** The issue of that name; undefined where there is none (a 53rd week that the year does not have, a 13th month). */
export function issueNamed(kind: BulletinKind, name: string): BulletinIssue | undefined {
	if (kind === 'monthly') return isDay(`${name}-01`) ? monthly(`${name}-01`) : undefined;
	const found = /^(\d{4})-W(\d{2})$/.exec(name);
	if (!found) return undefined;
	const first = mondayOf(`${found[1]}-01-04`);
	const issue = weekly(addDays(first, (Number(found[2]) - 1) * daysOfWeek));
	return issue.issue === name ? issue : undefined;
}

/** The issue that a day falls into and those before it, newest first. */
export function issuesUpTo(kind: BulletinKind, day: string, count: number): BulletinIssue[] {
	const newest = issueOn(kind, day);
	return Array.from({ length: count }, (_, back) =>
		issueOn(
			kind,
			kind === 'weekly' ? addDays(newest.from, -back * daysOfWeek) : addMonths(newest.from, -back)
		)
	);
}
