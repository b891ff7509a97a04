import type zh from './zh-bulletin';

/** Words of printing, and of the weekly and monthly bulletin, in English. */
const en: Record<keyof typeof zh, string> = {
	'print.open': 'Print or save as PDF',
	'print.now': 'Print',
	'print.how': 'Choose “Save as PDF” in the print window for a PDF file; without scripts press Ctrl+P.',
	'print.back': 'Back to the page',
	'print.day': 'data of {day}',
	'print.run': 'scoring {run}',
	'print.no_run': 'not scored',
	'print.by': 'printed by {who} on {day}',
	'print.nobody': 'a person not signed in',
	'print.word': 'Project file (Word)',

	'nav.bulletins': 'Bulletins',
	'bulletin.title': 'Weekly and monthly bulletins',
	'bulletin.intro':
		'Every issue is written from the data of its time and can be changed paragraph by paragraph before it is downloaded in Word; what was written over is kept by issue with its author, and the generated text can always be brought back.',
	'bulletin.weekly': 'Weekly',
	'bulletin.monthly': 'Monthly',
	'bulletin.weekly.no': 'Week {n} of {year}',
	'bulletin.monthly.no': 'Month {n} of {year}',
	'bulletin.issue': 'Issue',
	'bulletin.period': 'Period',
	'bulletin.state': 'State',
	'bulletin.running': 'still running, data up to today',
	'bulletin.edits': '{n} edits',
	'bulletin.as_of': '{from} to {to}',
	'bulletin.word': 'Download Word',
	'bulletin.charts': 'The charts can be edited in Word.',
	'bulletin.part.title': 'title',
	'bulletin.part.lead': 'lead',
	'bulletin.part.opening': 'paragraph {n}',
	'bulletin.part.closing': 'last words {n}',
	'bulletin.edit': 'Edit {part}',
	'bulletin.source.person': 'Written by a person',
	'bulletin.source.data': 'From the data, follows it',
	'bulletin.source.none': 'No remark',
	'bulletin.edited': 'Edited by {who}, {at}.',
	'bulletin.outdated': 'The data have changed since and the generated text differs: please check.',
	'bulletin.generated': 'Generated text',
	'bulletin.keep': 'Save',
	'bulletin.back': 'Bring back the generated text',
	'bulletin.acts': 'Edits',
	'bulletin.taken_back': 'brought back the generated text'
};
export default en;
