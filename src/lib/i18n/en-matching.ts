import type zh from './zh-matching';

/** Words of names that are matched to codes, and of pages read as known then. */
const en = {
	'known.label': 'Time up to which things were known',
	'known.band': 'As known on {at}',
	'known.means': 'Data and corrections that came later are not counted. Links keep this time.',
	'known.back': 'Back to now',
	'known.now': 'This day is judged with the corrections that came after it.',
	'known.offer': 'See what was known then'
} satisfies Record<keyof typeof zh, string>;

export default en;
