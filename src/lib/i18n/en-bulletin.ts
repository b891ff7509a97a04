import type zh from './zh-bulletin';

/** Words of printing, and of the weekly and monthly bulletin, in English. */
const en: Record<keyof typeof zh, string> = {
	'print.open': 'Print or save as PDF',
	'print.now': 'Print',
	'print.how':
		'Choose “Save as PDF” in the print window for a PDF file; without scripts press Ctrl+P. The server makes no PDF of its own.',
	'print.back': 'Back to the page',
	'print.day': 'data of {day}',
	'print.run': 'scoring {run}',
	'print.no_run': 'not scored',
	'print.by': 'printed by {who} on {day}',
	'print.nobody': 'a person not signed in',
	'print.word': 'Project file (Word)'
};
export default en;
