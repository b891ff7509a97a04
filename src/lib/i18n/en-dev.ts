/** Words of the page that shows every component, in English. */
const en = {
	'dev.title': 'Components',
	'dev.intro':
		'For those who build pages: all colours, sizes of type, icons and shared components in their states. Names, codes and figures are invented examples.',
	'dev.contents': 'Contents',
	'dev.tokens': 'Colours and contrast',
	'dev.this_theme': 'as shown',
	'dev.pair': 'text or mark / ground',
	'dev.sample': 'looks like',
	'dev.sample.text': 'Example text',
	'dev.sample.act': 'Example act',
	'dev.ratio': 'contrast',
	'dev.least': 'at least',
	'dev.within': 'Seen in:',
	'dev.open': 'Open',
	'dev.basics': 'Shared rules',
	'dev.type': 'Type',
	'dev.icons': 'Icons',
	'dev.buttons': 'Buttons',
	'dev.confirm': 'An act that is asked about',
	'dev.fields': 'Forms',
	'dev.field.text': 'Text',
	'dev.field.disabled': 'Disabled',
	'dev.field.wrong': 'Wrong',
	'dev.field.help': 'Example: this has to be filled in.',
	'dev.field.select': 'Choice',
	'dev.field.long': 'Long text',
	'dev.refusal': 'Example: it was not done; do another thing first.',
	'dev.accepted': 'Example: it is done.'
} as const;
export default en;
