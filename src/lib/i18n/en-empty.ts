import type zh from './zh-empty';

/** What lists say where they have no rows, in English. */
const en: Readonly<Record<keyof typeof zh, string>> = {
	'empty.narrowed': 'Nothing matches these conditions.',
	'empty.clear': 'Clear them',
	'empty.ask': 'If it is needed, ask a colleague who may do this.',
	'empty.alerts':
		'No alert is open. Projects and enterprises that reach an alert level are listed here after each scoring.',
	'empty.clues':
		'No clues. They arrive every day from the complaint channels, and can also be entered by hand.',
	'empty.cases': 'No cases. They come from the departments, or are opened from a clue by hand.',
	'empty.letters': 'No letters yet. Choose a kind and a subject above, or start from an alert or a clue.',
	'empty.runs': 'Nothing has run yet. Jobs run by their timetable, or at once when asked.',
	'empty.related':
		'No related projects: every enterprise and legal representative has a single project. Look again when enterprises and participants are in.',
	'empty.notices': 'Nothing to notify about yet.',
	'empty.sources':
		'No interface or database yet. Departments that send files need none: the inbox folder is enough.',
	'empty.changes': 'Nothing rose or fell between these two days.',
	'empty.leagues': 'No clue was assigned in this period, so there is nothing to compare.'
};

export default en;
