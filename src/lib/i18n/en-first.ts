import type zh from './zh-first';

/** Words of the first hour of a new installation, in English. */
const en: Readonly<Record<keyof typeof zh, string>> = {
	'first.title': 'Getting started',
	'first.heading': '{place}: installed. What comes next',
	'first.over': 'Getting started: all done',
	'first.intro':
		'{n} of {of} done. Work from the top; each line ticks itself when it is done. Lines marked optional can wait.',
	'first.done': 'Done',
	'first.optional': 'optional',
	'first.look': 'View',
	'first.ask_administrator': 'Ask the system administrator',
	'first.kept': 'Once there is a first result, this page turns into the risk map. The list stays under Data:',
	'first.installed': 'Installed',
	'first.installed.text': 'The local policy pack has been read.',
	'first.installed.go': 'View',
	'first.data': 'Load the first data',
	'first.data.text':
		'Begin with the register of construction projects: everything else is matched to it by project code. Then load wage payments and the transactions of the wage accounts. You see a preview first; nothing is stored until you confirm.',
	'first.data.go': 'Upload files',
	'first.scored': 'Run the first scoring',
	'first.scored.text': 'Run “Scoring” once under Data and jobs. From then on it runs every night.',
	'first.scored.go': 'Go and run it',
	'first.calendar': 'Check the working calendar',
	'first.calendar.text':
		'This year’s public holidays and make-up days are missing, so time limits count Monday to Friday. Enter the State Council notice in the calendar file, or mark single days.',
	'first.calendar.go': 'Open the calendar',
	'first.boundaries': 'Import the official boundaries',
	'first.boundaries.text':
		'The map is schematic for now. A GeoJSON file with a map approval number can be imported in the page, and taken off again at any time.',
	'first.boundaries.go': 'Import boundaries',
	'first.sources': 'Connect the sources',
	'first.sources.text':
		'Interfaces and databases are then read every hour. Departments that send a file each month need nothing here: put the file into the inbox folder.',
	'first.sources.go': 'Add a source',
	'first.users': 'Create accounts',
	'first.users.text':
		'Only this computer can open the board now. Once there is a first administrator, others can sign in from their computers and phones. The setup code is in the start-up window.',
	'first.users.go': 'Create an account',
	'first.notices': 'Set up notices',
	'first.notices.text': 'What happened, who is told, and through which channel. Without it nothing is sent.',
	'first.notices.go': 'See how',
	'first.band':
		'There is no result yet: this page has nothing to show, and “none” does not mean that all is well.',
	'first.band.go': 'Getting started'
};

export default en;
