import type zh from './zh-calendar';

/** Words of the working calendar, in English. */
const en: Readonly<Record<keyof typeof zh, string>> = {
	'nav.calendar': 'Working calendar',
	'calendar.title': 'Working calendar',
	'calendar.intro':
		'Pay days, pushes and all limits are reckoned by the working days here. Holidays and make-up days come from the notices of the State Council; a day that is otherwise in this place can be marked, with a reason. Marks stay when the program is updated.',
	'calendar.source': 'Source: {source} (checked {day})',
	'calendar.missing_year':
		'{year} is not loaded: Monday to Friday are taken for working days, without holidays.',
	'calendar.band':
		'The working calendar lacks {years}: pay days and limits go by Monday to Friday and may be wrong. Add the notice of the State Council.',
	'calendar.band.open': 'Add it',
	'calendar.how':
		'To add a year: write calendar/{year}.yaml in the data folder, in the form of the year before (data/calendar of the program), and restart. Until then, mark single days.',
	'calendar.workday': 'Working',
	'calendar.free': 'Free',
	'calendar.holiday': 'Holiday',
	'calendar.make_up': 'Make-up day',
	'calendar.marked': 'Marked by hand',
	'calendar.workdays': '{n} working days',
	'calendar.month': 'Month {n}',
	'calendar.weekdays': 'MTWTFSS',
	'calendar.mark': 'Mark a day',
	'calendar.day': 'Day',
	'calendar.works': 'To be',
	'calendar.back': 'As the notice says',
	'calendar.reason': 'Reason',
	'calendar.reason.help': 'For instance the number of a notice.',
	'calendar.submit': 'Save',
	'calendar.acts': 'What was marked',
	'calendar.acts.none': 'Nothing was marked by hand.',
	'calendar.effect': 'Pay days and limits follow at their next reckoning.'
};

export default en;
