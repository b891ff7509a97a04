import type zh from './zh-matching';

/** Words of names that are matched to codes, and of pages read as known then. */
const en = {
	'known.label': 'Time up to which things were known',
	'known.band': 'As known on {at}',
	'known.means': 'Data and corrections that came later are not counted. Links keep this time.',
	'known.back': 'Back to now',
	'known.now': 'This day is judged with the corrections that came after it.',
	'known.offer': 'See what was known then',
	'known.missing': 'No judgement of {day} is on record from then.',
	'known.judge': 'Judge it from what was known',
	'known.judge.means': 'Only data received by then, by the rules of now. Alerts are not touched.',

	'nav.matching': 'Names',
	'matching.title': 'Names without codes',
	'matching.intro':
		'Some deliveries give a name and no code. A name that is equal or alike is only a hint, and a person confirms it. What was confirmed once is remembered: the next delivery of the same supplier comes in by itself. When it is undone, the rows that came in through it wait again, and the record of the time before stays as it is.',
	'matching.waiting': 'Waiting for a person',
	'matching.empty.title': 'No name is waiting',
	'matching.empty.text': 'Rows with a name and no code are listed here when they arrive.',
	'matching.kind.project': 'Project',
	'matching.kind.enterprise': 'Enterprise',
	'matching.kind.subject': 'Project or enterprise',
	'matching.held': '{n} rows set aside',
	'matching.without': '{n} rows are in, without the code',
	'matching.row': 'row {row}, received {at}',
	'matching.nothing': 'No name on record is alike. Search below.',
	'matching.this': 'This one',
	'matching.search': 'Search',
	'matching.search.hint': 'Name or code',
	'matching.results': 'Search results',
	'matching.results.none': 'Nothing found for “{words}”.',
	'matching.because': 'Reason (optional)',
	'matching.none': 'None of them',
	'matching.none.said': 'Not on record',
	'matching.likeness': 'likeness {n}',
	'matching.reason.same_name': 'Same name',
	'matching.reason.decided_elsewhere': 'Confirmed under this name for another supplier',
	'matching.reason.former_name': 'A former name of it',
	'matching.reason.legal_rep': 'Same legal representative, similar name',
	'matching.reason.contractor': 'Same contractor, similar name',
	'matching.reason.similar_street': 'Same street, similar name',
	'matching.reason.similar': 'Similar name',
	'matching.decided': 'Remembered decisions',
	'matching.decided.empty': 'No decision yet.',
	'matching.name': 'Name',
	'matching.means': 'Means',
	'matching.entered': 'Rows in',
	'matching.undone': 'Undone'
} satisfies Record<keyof typeof zh, string>;

export default en;
