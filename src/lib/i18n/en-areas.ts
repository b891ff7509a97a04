import type zh from './zh-areas';

/** Words of streets and sectors, in English. */
const en: Readonly<Record<keyof typeof zh, string>> = {
	'nav.areas': 'Streets and sectors',
	'areas.title': 'Tiers of streets and sectors',
	'areas.intro':
		'A street or sector is judged by all of its projects together, not by the worst of them: the share of red and yellow, the workers of red projects, and the change over four weeks. All thresholds are proposals and can be changed in the pack.',
	'areas.rule':
		'Red: at least {redCount} red projects that make up {redShare}% or more, or red projects with {redWorkers} workers. Yellow: red and yellow make up {yellowShare}%. Blue: they make up {blueShare}%, or one project is red. A rise of {rise} points or more lifts it one level. With fewer than {smallNumber} projects that can be judged, a share says little: such an area is not above blue unless by its workers.',
	'areas.streets': 'Streets',
	'areas.sectors': 'Sectors',
	'areas.level': 'Tier',
	'areas.projects': 'Projects',
	'areas.red': 'Red',
	'areas.yellow': 'Yellow',
	'areas.share': 'Red and yellow',
	'areas.trend': 'Four weeks',
	'areas.trend.of': 'Trend against {day}',
	'areas.trend.none': 'Nothing was judged four weeks ago: no trend yet',
	'areas.points': '{n} points',
	'areas.workers': 'Workers, red and yellow',
	'areas.small': 'Few',
	'areas.small.help': 'Too few projects that can be judged; take the share with care.',
	'areas.why': 'Why',
	'areas.reason.red_share': 'Many red projects',
	'areas.reason.red_workers': 'Many workers on red projects',
	'areas.reason.share': 'Share of red and yellow',
	'areas.reason.some_red': 'A red project',
	'areas.reason.rise': 'Rose fast in four weeks',
	'areas.reason.calm': 'Low share',
	'areas.reason.nothing_judged': 'Nothing to judge',
	'areas.matrix.help':
		'The mark before the name of a street or sector is its own tier, by the share and the change of all its projects.'
};

export default en;
