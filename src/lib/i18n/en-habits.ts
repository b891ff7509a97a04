/** Words of the search for everything, of keys, of what was said before and of the walk through the demo, in English. */
const en = {
	'habits.close': 'Close',
	'habits.search': 'Find and do',
	'habits.search.short': 'Find',
	'habits.search.hint': 'A project or enterprise by name, code or pinyin initials; a page; an action',
	'habits.search.results': 'Results',
	'habits.search.pages': 'Pages',
	'habits.search.deeds': 'Actions',
	'habits.search.none': 'Nothing found. Try another word, or filter on the page of projects.',
	'habits.search.failed': 'The server could not be reached. Try again in a moment.',
	'habits.search.keys': '↑↓ to choose, Enter to open, Esc to close',
	'habits.print': 'Print this page',
	'habits.keys.title': 'Keyboard shortcuts',
	'habits.keys.search': 'Find projects, enterprises, pages and actions',
	'habits.keys.help': 'Show the shortcuts',
	'habits.keys.single': 'Use single keys (/, ?, and those that begin with g)',
	'habits.keys.mac': 'On a Mac keyboard, ⌘ stands for Ctrl. Single keys do nothing inside a field.',
	'habits.messages': 'Recent messages',
	'habits.messages.none':
		'Nothing was said in this window yet. What comes of handling, saving and uploading is kept here to be read again.',
	'habits.messages.refused': 'Not done: ',
	'habits.messages.open': 'Open',
	'screen.title': 'Projector'
} as const;

export default en;
