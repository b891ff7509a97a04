import type zh from './zh-views';

export default {
	'nav.views': 'Views',
	'views.title': 'Saved views',
	'views.lead':
		'Keep any page with its filters under a name and open it in one step; share it with the team.',
	'views.keep': 'Save this view',
	'views.new': 'Save this view',
	'views.name': 'Name',
	'views.share': 'Share with the team',
	'views.save': 'Save',
	'views.back': 'Back to the page',
	'views.mine': 'My views',
	'views.team': 'Shared by others',
	'views.none': 'No view is saved yet. The star at the top right of any page saves one.',
	'views.none_team': 'Nobody else shares a view yet.',
	'views.is_mine': 'Only for me',
	'views.is_shared': 'Shared',
	'views.act.shared': 'Share',
	'views.act.unshared': 'Stop sharing',
	'views.act.renamed': 'Rename',
	'views.act.removed': 'Remove'
} satisfies Record<keyof typeof zh, string>;
