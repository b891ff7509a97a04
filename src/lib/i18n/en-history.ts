import type zh from './zh-history';

/** Words of published and restated tiers, in English. */
const en: Readonly<Record<keyof typeof zh, string>> = {
	'history.title': 'Tier: published then, restated now',
	'history.help':
		'Above, the tier published on that night, never changed afterwards; below, that day judged on the data known now. Late data change what is restated; both are kept. Every night restates the days 7 and 28 days before; score --as-of on the command line restates any day.',
	'history.same': 'Every day restated says what was published.',
	'history.differs': '{n} days restated say something else than was published (dashed).',
	'history.published': 'Published',
	'history.restated': 'Restated',
	'history.restated_at': 'Restated at',
	'history.day': 'Day',
	'history.cell': '{day}: published {published}, restated {restated}',
	'history.table': 'Day by day'
};

export default en;
