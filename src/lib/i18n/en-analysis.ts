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
	'analysis.sectors.of_red': 'of all red and yellow',

	'holder.owner': 'Owner has not paid over',
	'holder.contractor': 'Contractor',
	'holder.subcontractor': 'Subcontractor',
	'holder.account': 'Account or bank',
	'holder.no_data': 'No data',
	'holder.other': 'Not about money',
	'holder.reason.account_frozen': 'the account is frozen',
	'holder.reason.account_outflow': 'the account paid people who are not on the roster',
	'holder.reason.owner_late': 'labour cost was not paid over for long',
	'holder.reason.owner_short': 'too little labour cost or progress payment was paid over',
	'holder.reason.no_disbursement_data': 'disbursements were never reported',
	'holder.reason.subcontractor_only':
		'paid over in time; others were paid that month, only people of a subcontractor were not',
	'holder.reason.contractor_has_money': 'paid over in time and the account covers it, yet wages are short',
	'holder.reason.contractor_account_empty': 'paid over in time, but the account does not cover the wages',
	'holder.reason.contractor_account_unknown': 'paid over in time, wages short, balance not known',
	'holder.reason.coming_short':
		'paid over in time and wages not late yet, but the account with what is expected does not cover the coming ones',
	'holder.reason.no_wage_data': 'neither payroll nor attendance was ever reported',
	'holder.reason.not_money':
		'wages, disbursements and balance are in order; clues, cases, systems or the firm made it so',
	'analysis.causes.title': 'Who holds the money',
	'analysis.causes.intro':
		'Every red or yellow project is put in one place by the rule below, so that the right party is asked. It is a lead, not a finding of liability.',
	'analysis.causes.bars': 'Red and yellow projects by who holds the money',
	'analysis.causes.total': '{n} projects, {workers} people, {money} × 10k yuan unpaid',
	'analysis.causes.red': 'red',
	'analysis.causes.yellow': 'yellow',
	'analysis.causes.rule': 'The rule: the first line that holds',
	'analysis.causes.rule.1':
		'Account or bank: the account is frozen, or suspect payments out of it reach the yellow line.',
	'analysis.causes.rule.2':
		'Owner: the gap between labour cost payments, their shortfall, or progress payments reach the yellow line.',
	'analysis.causes.rule.3': 'No data: disbursements were never reported; or neither payroll nor attendance.',
	'analysis.causes.rule.4':
		"Subcontractor: none of these and wages are short (a wage indicator reaches the blue line), and in the last month owed on only subcontractors' people were not paid in full.",
	'analysis.causes.rule.5':
		'Contractor: every other case of short wages; the balance covers them, does not, or is not known; or wages are not late yet, but account cover or runway reaches the yellow line.',
	'analysis.causes.rule.6': 'Not about money: wages, disbursements and balance are in order.',
	'analysis.causes.rule.note': 'The rule is a proposal of ours; lines are those of the pack.',
	'analysis.causes.why': 'Why',
	'analysis.causes.all': 'all {n}',
	'analysis.causes.fewer': 'fewer',
	'analysis.causes.none': 'No red or yellow projects',
	'analysis.causes.none.text':
		'Nothing in this range was red or yellow on the day. Try another street, sector or day.',

	'analysis.shown': 'The first {n} of {of}.',
	'analysis.funnel.title': 'Clues handled: from the first word to wages paid',
	'analysis.funnel.intro':
		'How far clues received from {from} to {to} have come, and in how many days. Invalid ones and those of other districts are left out.',
	'analysis.funnel.span': 'Received',
	'analysis.funnel.days': 'last {n} days',
	'analysis.funnel.none': 'No clue was received in this time and range.',
	'analysis.funnel.course': 'Funnel',
	'analysis.funnel.received': 'received',
	'analysis.funnel.assigned': 'assigned',
	'analysis.funnel.feedback': 'answered',
	'analysis.funnel.verified': 'verified',
	'analysis.funnel.closed': 'closed',
	'analysis.funnel.paid': 'paid',
	'analysis.funnel.median': 'median {n} d',
	'analysis.funnel.stage': 'Stage',
	'analysis.funnel.reached': 'Came so far',
	'analysis.funnel.share': 'of received',
	'analysis.funnel.half': 'Median days',
	'analysis.funnel.most': 'Nine of ten within',
	'analysis.funnel.undated': 'No date',
	'analysis.funnel.standing': 'Stand here',
	'analysis.funnel.note':
		'Those that went further came so far too; days count from the receipt, over those that are dated. Verified: the act, else the day a verified case was opened. Paid: the first payment written down, else the closing of a case that names who paid. Not every clue is verified and paid: an unfounded one ends when it is closed.',
	'analysis.funnel.listed': '{n} clues that stand at “{stage}”',
	'analysis.funnel.clue': 'Clue · case',
	'analysis.funnel.subject': 'About',
	'analysis.funnel.age': 'Since receipt'
};
export default en;
