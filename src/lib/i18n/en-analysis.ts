import type zh from './zh-analysis';

/** Words of the pages of analysis, in English. */
const en: Record<keyof typeof zh, string> = {
	'nav.analysis': 'Analysis',
	'nav.analysis.hotspots': 'Hotspots',
	'nav.analysis.sectors': 'Sectors',
	'nav.analysis.causes': 'Who holds the money',
	'nav.analysis.leagues': 'Leagues',
	'nav.analysis.funnel': 'Clues handled',
	'nav.analysis.indicators': 'Distributions',
	'analysis.twin': 'As a table',
	'analysis.legend': 'Legend',
	'analysis.points': 'points',

	'analysis.heat.title': 'Hotspots: where, and since when',
	'analysis.heat.intro':
		'Red and yellow projects of each street on the last judged day of each week. A square opens the map of that street on that day.',
	'analysis.heat.label': 'Heat map of streets by weeks',
	'analysis.heat.measure': 'What is shown',
	'analysis.heat.share': 'Share red or yellow',
	'analysis.heat.workers': 'Workers (people)',
	'analysis.heat.money': 'Wages unpaid (10k yuan)',
	'analysis.heat.help':
		'Share: red and yellow projects by projects that could be judged (grey left out). Workers: of red and yellow projects. Unpaid: overdue wages of all projects of the street. Each week shows its last scoring. Classes of the share are fixed, so that weeks compare; people and money are parts of the greatest. The classes are ours.',
	'analysis.heat.judged': '{n} days judged in the last half year, in {weeks} weeks (first {from}).',
	'analysis.heat.few': 'Few weeks: read the trend with care.',
	'analysis.heat.judged_on': 'on {day}',
	'analysis.heat.not_judged': 'not judged that week, or nothing that could be',
	'analysis.heat.of_greatest': 'over 75% of the greatest',
	'analysis.heat.cell':
		'{place}, {day}: {red} red, {yellow} yellow of {judged} judged, {workers} workers, {money} × 10k yuan unpaid',
	'analysis.heat.rising': 'Rising most',
	'analysis.heat.now': 'now {share}%, {n} projects',

	'analysis.sectors.title': 'Sectors: share, trend, money',
	'analysis.sectors.intro':
		'Projects of each sector by tier, the course of their red and yellow share, workers and unpaid wages.',
	'analysis.sectors.table': 'Sectors',
	'analysis.sectors.projects': 'Projects',
	'analysis.sectors.mix': 'By tier',
	'analysis.sectors.share': 'Red or yellow',
	'analysis.sectors.trend': 'Trend',
	'analysis.sectors.trend_label': '{sector}: share from {from} to {to}, {first}% to {last}%',
	'analysis.sectors.trend_none': 'fewer than two weeks judged',
	'analysis.sectors.workers': 'Workers',
	'analysis.sectors.unpaid': 'Wages unpaid',
	'analysis.sectors.part': 'of all',
	'analysis.sectors.of_red': 'of all red and yellow'
};
export default en;
