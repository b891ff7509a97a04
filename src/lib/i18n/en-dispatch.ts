/** Words of dispatch: reports, letters, meetings, in English. */
const en = {
	'nav.dispatch': 'Dispatch',
	'nav.reports': 'Reports',
	'reports.title': 'Reports and ledgers',
	'reports.intro':
		'Filled from the data in the layout of the documents; persons are masked; figures lead to their rows.',
	'reports.rhythm.weekly': 'weekly',
	'reports.rhythm.monthly': 'monthly',
	'reports.rhythm.quarterly': 'quarterly',
	'reports.rhythm.yearly': 'yearly',
	'reports.rhythm.campaign': 'campaign',
	'reports.rhythm.on_trigger': 'when it happens',
	'reports.by_day': ', by day {n}',
	'reports.to': 'to',
	'reports.not_asked': 'Not asked for by the local documents; for reference.',
	'reports.from': 'From',
	'reports.until': 'To',
	'reports.show': 'Show',
	'reports.xlsx': 'Excel',
	'reports.docx': 'Word',
	'reports.more': '{shown} of {n} rows are shown; the files hold all.',
	'reports.rows': 'Rows of figure {figure} ({n})',
	'reports.rows.none': 'No row makes up this figure.',
	'reports.rows.feed': 'Feed',
	'reports.rows.code': 'Number',
	'reports.rows.batch': 'Batch',
	'reports.rows.row': 'Row'
} as const;

export default en;
