/** Words of the leader's minute, in English. */
const en = {
	'brief.asks': 'Three things to ask',
	'brief.asks.help':
		'Chosen by urgency, one of a kind: the first pay day that will be missed, the unit with most clues overdue, the red alert that nobody has claimed for longest, a fund below its floor, data that stopped. A sentence leads to its rows.',
	'brief.none': 'Nothing to ask about today.',
	'brief.ask.pay_day':
		'{name} pays in {days} days ({day}) and lacks {sum} for {workers} people: who makes it up?',
	'brief.ask.late_clues': '{unit} has {count} clues overdue, the longest by {days} days: what holds them?',
	'brief.ask.unclaimed':
		'{name} red for {days} days, unclaimed; {workers} people, {sum} unpaid: whose is it?',
	'brief.ask.fund': '{name} is {sum} below its floor: when will it be filled?',
	'brief.ask.silent': '{feed}: nothing for {days} days ({lag} allowed): who asks for it?',
	'brief.clues': '12345 clues',
	'brief.late': 'overdue',
	'brief.clues.rest': '{today} due today · {open} open',
	'brief.pay_days': 'Pay days within a week',
	'brief.short': 'projects short',
	'brief.pay_days.rest': '{workers} people · {sum}',
	'brief.funds': 'Funds / floor',
	'brief.funds.none': 'no balance known'
} as const;

export default en;
