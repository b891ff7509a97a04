/** Words of files beside an act, in English. */
const en = {
	'attachments.title': 'Attachments',
	'attachments.none': 'No attachments yet.',
	'attachments.file': 'File',
	'attachments.words': 'What it shows (optional)',
	'attachments.add': 'Attach',
	'attachments.help':
		'PDF, photo, Excel or Word, at most 10 MB each. Kept encrypted, never changed or removed; downloads are on record.'
} as const;

export default en;
