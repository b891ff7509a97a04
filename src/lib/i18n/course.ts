import type { CourseEvent } from '$lib/domain/course';
import type { Translate, WordKey } from './words';

/** Words of an entry's act; books of people have words of their own for theirs. */
const wordOf: Readonly<Partial<Record<CourseEvent['kind'], Readonly<Record<string, WordKey>>>>> = {
	alert: {
		opened: 'alerts.event.opened',
		rose: 'alerts.event.rose',
		fell: 'alerts.event.fell',
		closed: 'alerts.event.closed',
		relapsed: 'alerts.event.relapsed',
		snooze_ended: 'alerts.event.snooze_ended',
		claim: 'alerts.event.claim',
		note: 'alerts.event.note',
		snooze: 'alerts.event.snooze',
		false_alarm: 'alerts.event.false_alarm',
		evidence: 'alerts.event.evidence',
		accept: 'alerts.event.accept',
		reject: 'alerts.event.reject',
		reopen: 'alerts.event.reopen',
		release: 'alerts.event.release',
		wake: 'alerts.event.wake',
		withdraw: 'alerts.event.withdraw'
	},
	letter: {
		drafted: 'course.letter.drafted',
		issued: 'letters.state.issued',
		delivered: 'letters.state.delivered',
		voided: 'letters.state.voided'
	},
	clue: {
		received: 'course.clue.received',
		assigned: 'clues.act.assigned',
		feedback: 'clues.act.feedback',
		progress: 'clues.act.progress',
		transferred: 'clues.act.transferred',
		closed: 'clues.act.closed',
		told: 'clues.act.told',
		taken_back: 'clues.act.taken_back'
	},
	case: {
		filed: 'course.case.filed',
		settled: 'course.case.settled',
		verified: 'cases.act.verified',
		liability: 'cases.act.liability',
		paid: 'cases.act.paid',
		method: 'cases.act.method',
		note: 'cases.act.note',
		closed: 'cases.act.closed',
		visited: 'cases.act.visited'
	},
	meeting: { decided: 'course.meeting.decided' },
	promise: { kept: 'course.promise.kept', broken: 'course.promise.broken' },
	exemption: {
		applied: 'course.exemption.applied',
		approved: 'course.exemption.approved',
		refused: 'course.exemption.refused',
		revoked: 'course.exemption.revoked',
		withdrawn: 'course.exemption.withdrawn',
		reopened: 'course.exemption.reopened'
	},
	trigger: {
		acknowledged: 'triggers.act.acknowledged',
		done: 'triggers.act.done',
		not_applicable: 'triggers.act.not_applicable'
	},
	system: { met: 'systems.state.met', lacking: 'systems.state.lacking', exempt: 'systems.state.exempt' },
	file: { attached: 'course.file.attached' },
	inspection: { inspected: 'course.inspection' },
	petition: { petitioned: 'course.petition' },
	deferral: { reported: 'course.deferral' },
	credit: { credit: 'course.credit' }
};

/** What happened, in a few words; an act that has no word here is written as its book writes it. */
export function courseWord({ kind, act }: CourseEvent, t: Translate): string {
	const word = wordOf[kind]?.[act];
	return word ? t(word) : act;
}

/** Kinds whose numbers people know their things by. */
const numbered: readonly CourseEvent['kind'][] = ['clue', 'case', 'meeting', 'promise'];

/** An entry as one line of a paper, which has no links: 线索 C1 收到（来访 · 5 人）. */
export function courseLine(event: CourseEvent, t: Translate): string {
	const number = event.ref !== null && numbered.includes(event.kind) ? `${event.ref} ` : '';
	const words = event.words ? `（${event.words}）` : '';
	return `${t(`course.kind.${event.kind}`)} ${number}${courseWord(event, t)}${words}`;
}
