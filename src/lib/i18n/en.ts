import accounts from './en-accounts';
import audit from './en-audit';
import analysis from './en-analysis';
import attachments from './en-attachments';
import boundaries from './en-boundaries';
import brief from './en-brief';
import bulletin from './en-bulletin';
import cases from './en-cases';
import areas from './en-areas';
import calendar from './en-calendar';
import confirm from './en-confirm';
import design from './en-design';
import dev from './en-dev';
import dispatch from './en-dispatch';
import exemptions from './en-exemptions';
import compare from './en-compare';
import lists from './en-lists';
import story from './en-story';
import views from './en-views';
import matching from './en-matching';
import notices from './en-notices';
import pages from './en-pages';
import paper from './en-paper';
import personal from './en-personal';
import backups from './en-backups';
import retention from './en-retention';
import project from './en-project';
import related from './en-related';
import screen from './en-screen';
import sources from './en-sources';
import sum from './en-sum';
import campaign from './en-campaign';
import sso from './en-sso';
import supply from './en-supply';
import habits from './en-habits';
import empty from './en-empty';
import first from './en-first';
import history from './en-history';
import timeline from './en-timeline';
import trials from './en-trials';
import upload from './en-upload';
import workbench from './en-workbench';
import type { Words } from './words';

/** Every word that the pages show, in English. */
const en = {
	...project,
	...personal,
	...paper,
	...backups,
	...retention,
	...exemptions,
	...calendar,
	...habits,
	...screen,
	...empty,
	...first,
	...history,
	...areas,
	...related,
	...sources,
	...sum,
	...compare,
	...lists,
	...story,
	...views,
	...matching,
	...pages,
	...accounts,
	...audit,
	...analysis,
	...attachments,
	...brief,
	...design,
	...dev,
	...dispatch,
	...notices,
	...bulletin,
	...cases,
	...confirm,
	...trials,
	...upload,
	...workbench,
	...sso,
	...supply,
	...campaign,
	...timeline,
	...boundaries,
	'app.name': 'Xinshao',
	'app.title': 'Unpaid wage early warning board',
	'app.skip': 'Skip to content',

	'nav.label': 'Main',
	'nav.map': 'Risk map',
	'nav.subjects': 'Subjects',
	'nav.data': 'Data',
	'nav.rules': 'Rules',
	'nav.projects': 'Projects',
	'nav.enterprises': 'Enterprises',
	'nav.operations': 'Data & jobs',
	'nav.quarantine': 'Set aside',
	'nav.catalogue': 'Indicators',
	'nav.pack': 'Policy',
	'nav.feeds': 'Feeds',

	'shell.as_of': 'As of',
	'shell.show': 'Show',
	'shell.language': 'Language',
	'shell.other_language': '中文',
	'shell.theme': 'Theme',
	'shell.theme_light': 'light',
	'shell.theme_dark': 'dark',
	'shell.theme_system': 'as the system',
	'shell.menu': 'Menu',
	'shell.footer':
		'Open source, Apache-2.0. The results point at risk; they are not findings of law enforcement.',

	'tier.red': 'Red',
	'tier.yellow': 'Yellow',
	'tier.blue': 'Blue',
	'tier.grey': 'Grey',
	'tier.normal': 'Normal',
	'tier.meaning.grey': 'Not enough data to judge',
	'tier.grey_mark': 'Some data missing or too old',

	'unit.people': 'people',
	'unit.wan': '10k CNY',
	'unit.projects': 'projects',
	'unit.project_short': '',
	'unit.days': 'days',
	'unit.working_days': 'working days',
	'unit.months': 'months',
	'unit.count': '',
	'unit.times': 'times',
	'unit.yuan': 'CNY',
	'unit.percent': '%',
	'unit.level': 'level',
	'unit.flag_yes': 'yes',
	'unit.flag_no': 'no',
	'unit.rows': 'rows',
	'unit.none_within': 'no gap within three pay days',

	'filter.label': 'Filter',
	'filter.clear': 'Clear all',
	'filter.remove': 'Remove filter: {name}',
	'filter.none': 'All streets, all sectors',
	'filter.street': 'Street',
	'filter.sector': 'Sector',
	'filter.tier': 'Tier',
	'filter.search': 'Search',
	'filter.search_hint': 'Name or code',
	'filter.sort': 'Order',
	'filter.all': 'All',
	'filter.apply': 'Filter',
	'filter.unknown_street': 'Unknown street',
	'filter.unknown_sector': 'Unknown sector',

	'sort.priority': 'Priority',
	'sort.unpaid': 'Unpaid wages',
	'sort.workers': 'Workers',
	'sort.name': 'Name',

	'delta.label': 'Since last week',
	'delta.same': 'unchanged',
	'delta.up': '{n} more than last week',
	'delta.down': '{n} fewer than last week',
	'delta.none': 'not scored last week',
	'delta.year_mark': 'yr ',
	'delta.year_same': 'as a year before',
	'delta.year_up': '{n} more than a year before',
	'delta.year_down': '{n} fewer than a year before',
	'delta.new': 'New',
	'delta.moved': 'was {from}',

	'help.label': 'About: {name}',
	'table.view': 'As a table',
	'table.caption': '{name} (table)',
	'page.prev': 'Previous',
	'page.next': 'Next',
	'page.of': 'Page {page} of {pages}',
	'page.total': '{n} in all',
	yes: 'Yes',
	no: 'No',
	dash: '—',

	'map.title': 'Risk map',
	'map.heading': '{name} risk map',
	'map.description': 'Wage arrears risk by street and sector in {name}, and its change over a week',
	'map.scored': 'Scored for {day}',
	'map.compared': 'against {day}',
	'map.no_compare': 'nothing was scored a week before',
	'map.older': 'nothing scored on {asked}, showing the latest before it',
	'map.empty.title': 'Nothing scored yet',
	'map.empty.text':
		'Once data are loaded and the scoring job has run, the risk of each street stands here. See under “Data & jobs” whether the feeds have come, and run the scoring.',
	'map.empty.action': 'Go to data & jobs',
	'map.counts': 'Projects by tier',
	'map.workers': 'Workers on red and yellow',
	'map.workers.help':
		'Workers with attendance in the last two months on red and yellow projects inside the filter (a worker on two projects counts twice).',
	'map.unpaid': 'Overdue unpaid wages',
	'map.unpaid.help':
		'Wages due less wages paid over months whose pay day has passed, all projects inside the filter, in 10,000 CNY.',
	'map.tier.help.red':
		'Projects with a hard trigger, or a wage or clue indicator on its red line. See “Policy”.',
	'map.tier.help.yellow':
		'Not red, but a wage, fund or clue indicator is yellow, or several groups are raised.',
	'map.tier.help.blue': 'Only slight anomalies: a reminder is enough.',
	'map.tier.help.grey': 'Key data are missing, so that no judgement is possible. No data is not no risk.',
	'map.tier.help.normal': 'Data are there and no indicator fired.',
	'map.tiles': 'Streets',
	'map.tiles.help':
		'One tile per street, coloured by its gravest tier (or by the number of projects of a chosen tier); the strip shows the share of each tier. Click a tile to filter the page.',
	'map.schematic': 'Schematic',
	'map.legend.worst': 'by gravest tier',
	'map.legend.count': 'number of {tier}',
	'map.legend.empty': 'No project',
	'map.tile.projects': 'of {n}',
	'map.tile.label': '{name}: {counts}; {n} projects in all',
	'map.tile.none': '{name}: no project on record',
	'map.matrix': 'Street × sector',
	'map.matrix.help':
		'Each cell: red, yellow, blue and grey projects; in the corner, the change of red and yellow together since a week before. Click a row, a column or a cell to filter the page.',
	'map.matrix.street': 'Street',
	'map.matrix.total': 'All',
	'map.matrix.cell': '{street} × {sector}: {counts}',
	'map.matrix.scroll': 'Matrix of streets and sectors, scrolls sideways',
	'map.list': 'Gravest projects',
	'map.list.help':
		'By tier, then by priority = score × ln(1 + workers exposed) × ln(1 + unpaid wages in 10,000 CNY).',
	'map.list.all': 'All {n}',
	'map.list.empty': 'No project matches.',
	'map.supply': 'Late data',
	'map.supply.help':
		'Days between the newest delivery of a feed and the scored day, where they exceed what the policy allows.',
	'map.supply.ok': 'Every feed with a time limit has come in time.',
	'map.supply.late': '{age} days old, limit {lag}',
	'map.supply.age': '{age} d / limit {lag}',
	'map.supply.never': 'never came',
	'map.supply.fresh': '{ok} of {n} feeds in order',
	'map.supply.more': '{n} more never came',

	'error.title': 'This page cannot be shown',
	'error.not_found':
		'There is no such page, or the thing is not on record. Check the address, or search from the first page.',
	'error.internal': 'Something failed while the page was made. Please give the number to the administrator.',
	'error.id': 'Error {id}',
	'error.home': 'To the first page'
} as const satisfies Words;

export default en;
