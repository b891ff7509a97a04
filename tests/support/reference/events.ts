import { addDays, addMonths } from './calendar';
import { Exact } from './exact';
import { judged, meets, missing, notApplicable, severityOf, valueOf } from './outcome';
import type { FeedRow, Outcome, Outcomes, Severity } from './types';
import { date, sumOf, text } from './world';
import type { World } from './world';

/** Rows that name the subject: by project_code for a project, by uscc for an enterprise. */
export interface Named {
	column: 'project_code' | 'uscc';
	code: string;
	/** The projects whose verified cases repeat_arrears counts; null: the cases that name the enterprise. */
	repeatProjects: string[] | null;
	/** A project without a gc has no repeat_arrears. */
	repeatApplies: boolean;
}

/** 涧西 and 中站: five people make a group. */
const GROUP = 5;

/**
 * CHOICE 28: clues, cases and petitions are feeds of events: a subject that none of them names has 0.
 * Missing is only where the feed holds no row for anyone.
 */
function feedIsSilent(feed: string, world: World): boolean {
	return world.all(feed).length === 0;
}

function complaintWorkers(subject: Named, world: World): Outcome {
	if (feedIsSilent('clues', world)) return missing;
	const from = addDays(world.d, -90);
	const clues = world
		.of('clues', subject.column, subject.code)
		.filter((row) => date(row, 'received_at')! > from)
		.filter((row) => row.validity !== '无效' && row.validity !== '非本辖区');
	const largest = new Map<string, Exact>();
	for (const row of clues) {
		const phone = text(row, 'reporter_phone');
		const key =
			phone === null ? `clue ${text(row, 'clue_no')}` : `phone ${phone} ${date(row, 'received_at')}`;
		const people = Exact.parse(text(row, 'worker_count') ?? '0').max(Exact.one);
		largest.set(key, (largest.get(key) ?? Exact.zero).max(people));
	}
	return valueOf(Exact.sum([...largest.values()]), world.levels('complaint_workers_90d'));
}

/** CHOICE 29: each of the two rows has the severity of its own number; together they are one indicator. */
function verifiedArrears(subject: Named, world: World): Outcomes {
	if (feedIsSilent('cases', world)) {
		return { 'verified_arrears.amount_wan': missing, 'verified_arrears.people': missing };
	}
	const open = world.of('cases', subject.column, subject.code).filter((row) => {
		const closed = date(row, 'closed_at');
		return row.verified === true && (closed === null || closed > world.d);
	});
	const wan = sumOf(open, 'amount').over(Exact.of(10_000));
	return {
		'verified_arrears.amount_wan': valueOf(wan, world.levels('verified_arrears.amount_wan')),
		'verified_arrears.people': valueOf(sumOf(open, 'worker_count'), world.levels('verified_arrears.people'))
	};
}

function petitionSeverity(row: FeedRow): Severity {
	const people = Number(row.people);
	if (row.level === '省' || row.level === '京') return 3;
	if (row.level === '市') return people >= GROUP ? 3 : people >= 1 ? 2 : 0;
	return people >= GROUP ? 2 : people >= 1 ? 1 : 0;
}

/** CHOICE 30: the value is the number of people of the worst event (highest severity, then most people); none: 0. */
function groupPetition(subject: Named, world: World): Outcome {
	if (feedIsSilent('petition_events', world)) return missing;
	const from = addDays(world.d, -90);
	const worst = world
		.of('petition_events', subject.column, subject.code)
		.filter((row) => date(row, 'event_date')! > from)
		.filter((row) => (date(row, 'handled_at') ?? '9999-12-31') > world.d)
		.sort((a, b) => petitionSeverity(a) - petitionSeverity(b) || Number(a.people) - Number(b.people))
		.at(-1);
	return worst ? judged(Number(worst.people), petitionSeverity(worst)) : judged(0, 0);
}

/** CHOICE 31: 红 looks at the last 12 months before D; closed cases count, they were opened. */
function repeatArrears(subject: Named, world: World): Outcome {
	if (!subject.repeatApplies) return notApplicable;
	if (feedIsSilent('cases', world)) return missing;
	const { repeatProjects } = subject;
	const cases =
		repeatProjects === null
			? world.of('cases', 'uscc', subject.code)
			: world.all('cases').filter((row) => repeatProjects.includes(text(row, 'project_code') ?? ''));
	const since = (months: number) =>
		cases.filter((row) => row.verified === true && date(row, 'opened_at')! > addMonths(world.d, -months))
			.length;
	const [blue, yellow, red] = world.levels('repeat_arrears');
	const value = Exact.of(since(24));
	if (meets(Exact.of(since(12)), red)) return judged(value, 3);
	return judged(value, severityOf(value, [blue, yellow, null]));
}

/** Group D of a project or of an enterprise. */
export function eventIndicators(subject: Named, world: World): Outcomes {
	return {
		complaint_workers_90d: complaintWorkers(subject, world),
		...verifiedArrears(subject, world),
		group_petition: groupPetition(subject, world),
		repeat_arrears: repeatArrears(subject, world)
	};
}

/** CHOICE 32: a project without a gc counts its own cases only: they are verified arrears all the same. */
export function projectSubject(row: FeedRow, world: World): Named {
	const gc = text(row, 'gc_uscc');
	const projects =
		gc === null
			? [text(row, 'project_code')!]
			: world.of('projects', 'gc_uscc', gc).map((each) => text(each, 'project_code')!);
	return {
		column: 'project_code',
		code: text(row, 'project_code')!,
		repeatProjects: projects,
		repeatApplies: true
	};
}

/** CHOICE 33: repeat_arrears of an enterprise counts the cases that name its uscc, like the rest of its D. */
export function enterpriseSubject(uscc: string): Named {
	return { column: 'uscc', code: uscc, repeatProjects: null, repeatApplies: true };
}
