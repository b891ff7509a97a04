/** Words of looking at personal data, in English. */
const en = {
	'nav.people': 'Find a worker',
	'reveal.title': 'Look at one personal value',
	'reveal.where': 'Row',
	'reveal.reason': 'Reason',
	'reveal.help':
		'Shown this once. Who looked, when and why is kept in the audit log and cannot be removed. At most {n} times an hour.',
	'reveal.show': 'Show',
	'reveal.kept': 'Kept in the audit log. It is gone when the page is closed or loaded again.',
	'reveal.cell': 'Show it in full (kept in the audit log)',
	'people.title': 'Find a worker by identity number',
	'people.intro':
		'When workers come in person: on which projects they are known, what was paid and what is owed. The number travels in the body of the request only and is not stored; only projects that you may see are listed.',
	'people.identity': 'Identity number (18 characters)',
	'people.find': 'Find',
	'people.found': '{n} projects',
	'people.none':
		'No roster or payroll of a project that you may see names this person. That is no proof of anything: check the number, or ask for the project.',
	'people.stay': 'On site',
	'people.still': 'still there',
	'people.months': 'Months',
	'people.last': 'Last month',
	'people.net': 'Due',
	'people.paid': 'Paid',
	'people.open': 'Owed'
} as const;

export default en;
