import type zh from './zh';

/** Words of the walk through the demo, in English. */
const en: Readonly<Record<keyof typeof zh, string>> = {
	label: 'Tour',
	offer: 'First time here? Take the two-minute tour',
	resume: 'Continue the tour (step {n})',
	begin: 'Start',
	dismiss: 'Do not show again',
	step: 'Step {n} of {of}',
	go: 'Open this page',
	next: 'Next',
	back: 'Back',
	finish: 'Finish',
	leave: 'Leave for now',
	nothing:
		'Nothing suitable is visible in this role. Switch back to the full view in the menu at the top right, then go on.',
	lost: 'The server could not be reached. Please try again in a moment.',
	'map.title': 'One map: where is it worst?',
	'map.ask': 'Click {street} on the map. Every figure, the matrix and the lists narrow down to it.',
	'map.done':
		'The whole page now shows {street} only. The filter is in the address, so you can keep it or send it on; a second click takes it away.',
	'project.title': 'Which project is red?',
	'project.ask': 'Open {project} in the list.',
	'project.done':
		'This page tells the whole story of one project: why it is red, the evidence, how many pay days its money lasts, and what would lower its tier.',
	'why.title': 'On what grounds? Down to the source row',
	'why.ask': 'Click a figure under “Why”. The source rows behind it open in place.',
	'why.done':
		'These are the rows as they were delivered: by whom, in which file, in which line. Personal data are masked. Any figure can be traced like this.',
	'claim.title': 'Claim it: somebody is in charge',
	'claim.ask': 'Click “Claim” to take this alert on. If it was a slip, the message offers to undo it.',
	'claim.done':
		'The alert has an owner now, and every step is on record. The message at the bottom offers to undo; undoing is recorded too.',
	'meeting.title': 'Friday’s meeting: the agenda is ready',
	'meeting.ask': 'Open the latest meeting and see how its agenda comes straight from the lists.',
	'meeting.done':
		'The papers are frozen when the meeting is prepared. Decisions say who does what by when, and the next meeting checks whether it was done. That is the end of the tour.'
};

export default en;
