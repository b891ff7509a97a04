import type zh from './zh';

/** What the server answers to an act of a person, in English. */
const en: Readonly<Record<keyof typeof zh, string>> = {
	undone: 'Undone.',
	'alert.claim': 'Claimed: {name}.',
	'alert.release': 'Given back, nobody owns it now: {name}.',
	'alert.note': 'Note added.',
	'alert.snooze': 'Snoozed until {until}: {name}.',
	'alert.wake': 'No longer snoozed: {name}.',
	'alert.false_alarm': 'Marked as a false alarm: {name}.',
	'alert.evidence': 'Evidence handed in, waiting for review: {name}.',
	'alert.withdraw': 'Evidence taken back: {name}.',
	'alert.accept': 'Accepted: {name}. If the next run still finds it lower, its level falls or it is closed.',
	'alert.reject': 'Sent back for more: {name}.',
	'alert.reopen': 'Reopened: {name}.'
};

export default en;
