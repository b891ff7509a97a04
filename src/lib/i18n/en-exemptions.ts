import type zh from './zh-exemptions';

/** Words of exemptions, in English. */
const en: Readonly<Record<keyof typeof zh, string>> = {
	'nav.exemptions': 'Exemptions',
	'exemptions.title': 'Exemptions',
	'exemptions.intro':
		'An exemption takes one indicator out of the tier of one project or enterprise. It needs a reason, evidence and a last day, is approved by somebody other than the applicant, and ends by itself. It hides nothing: wherever the tier is shown, the tier with every indicator in stands beside it.',
	'exemptions.as_judged': 'Exempted, else {tier}',
	'exemptions.figure': 'Exempted, not in the tier',
	'exemptions.tile': '{n} exempted',
	'exemptions.apply': 'Ask for an exemption',
	'exemptions.subject': 'Project code or credit code',
	'exemptions.indicator': 'Indicator',
	'exemptions.until': 'Last day',
	'exemptions.until.help': 'It holds on that day and not on the next; {n} days at most.',
	'exemptions.reason': 'Reason',
	'exemptions.evidence': 'Evidence',
	'exemptions.evidence.help':
		'Number of the document, name of the file or batch, for whoever approves or checks.',
	'exemptions.submit': 'Submit',
	'exemptions.waiting': 'Waiting',
	'exemptions.in_force': 'In force',
	'exemptions.past': 'Ended',
	'exemptions.none.waiting':
		'Nothing is waiting. See on the page of a project or enterprise which indicator should not count, then apply here with the reason.',
	'exemptions.none.in_force': 'No exemption is in force: every indicator counts.',
	'exemptions.none.past': 'No exemption has ended yet.',
	'exemptions.state.waiting': 'Waiting',
	'exemptions.state.in_force': 'In force',
	'exemptions.state.expired': 'Expired',
	'exemptions.state.refused': 'Refused',
	'exemptions.state.revoked': 'Revoked',
	'exemptions.state.withdrawn': 'Withdrawn',
	'exemptions.state.lapsed': 'Not decided in time',
	'exemptions.by': 'Asked by {who}, {at}',
	'exemptions.decided.in_force': 'Approved by {who}, {at}',
	'exemptions.decided.expired': 'Approved by {who}, {at}',
	'exemptions.decided.refused': 'Refused by {who}, {at}',
	'exemptions.decided.revoked': 'Revoked by {who}, {at}',
	'exemptions.decided.withdrawn': 'Withdrawn by {who}, {at}',
	'exemptions.withdraw': 'Withdraw the application',
	'exemptions.withdraw.reason': 'Why it is withdrawn',
	'exemptions.to': 'until {day}',
	'exemptions.approve': 'Approve',
	'exemptions.refuse': 'Refuse',
	'exemptions.revoke': 'Revoke',
	'exemptions.decision.reason': 'Remark (required to refuse or revoke)',
	'exemptions.own': 'Your own application: somebody else must approve it.',
	'exemptions.no_right': 'Approving needs the permission to approve rules.',
	'exemptions.next_run': 'The tier follows at the next scoring.',
	'exemptions.only': 'Only {code}',
	'exemptions.all': 'All exemptions'
};

export default en;
