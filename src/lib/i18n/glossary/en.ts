import type zh from './zh';

/** What the figures of the pages are, in English. */
const en: Readonly<Record<keyof typeof zh, { readonly what: string; readonly rows: string }>> = {
	workers: {
		what: 'Workers concerned: on site now or with wages outstanding; one identity number counts once.',
		rows: 'Real-name roster and wage payments. Open the project and click a figure to see the rows.'
	},
	unpaid: {
		what: 'Unpaid wages: wages due after the agreed pay day and not paid, less what was paid later. Worked out to the cent, shown in units of 10,000 yuan.',
		rows: 'Wage payments. On the project page, click the days overdue for every person and month.'
	},
	contract: {
		what: 'Contract sum: the price in the register of projects.',
		rows: 'Register of construction projects.'
	},
	score: {
		what: 'Score (0 to 100): each indicator earns points by its level, times its weight in the policy pack. It orders subjects of one tier and never decides the tier.',
		rows: 'The project page shows how the score adds up.'
	},
	priority: {
		what: 'Priority: tier, people, money and duration taken together; the larger, the sooner.',
		rows: 'Score and tier on the project page.'
	},
	delta: {
		what: 'Change against the day of comparison: today less then. By default that is the last scoring at least seven days ago.',
		rows: 'The results of both days; the page of changes lists them one by one.'
	},
	difference: {
		what: 'Difference of the two: the second column less the first.',
		rows: 'The rows behind both columns.'
	},
	share: {
		what: 'Share of red and yellow: red and yellow projects divided by projects that could be judged. Grey ones are left out.',
		rows: 'Tiers of the day; click a figure for the list.'
	},
	projects: {
		what: 'Projects under construction or not yet settled on the chosen day.',
		rows: 'Register of construction projects.'
	},
	streets: {
		what: 'In how many streets or townships these projects lie.',
		rows: 'Place in the register of projects.'
	},
	red_yellow: { what: 'How many of them are red, and how many yellow.', rows: 'Tiers of the day.' },
	part: { what: 'This row as a share of the total.', rows: 'The rows of the same column.' },
	days_ahead: {
		what: 'Days until the first agreed pay day on which the money is expected to fall short.',
		rows: 'Account balance, attendance and wages due; the project page shows each step.'
	},
	balance: {
		what: 'Balance of the wage account, as the bank last reported it.',
		rows: 'Balance column of the account transactions.'
	},
	inflow: {
		what: 'Expected inflow: what the owner is likely to pay before that day, judged by the interval and size of earlier payments; nothing where there is no pattern.',
		rows: 'Disbursements of labour cost.'
	},
	short: {
		what: 'Expected gap: wages due less balance and expected inflow, never below zero.',
		rows: 'The rows behind those three figures.'
	},
	owed: {
		what: 'Due: wages to be paid by that day, with earlier arrears.',
		rows: 'Wage payments and attendance.'
	},
	left: {
		what: 'Left after pay day: balance plus expected inflow less wages due. Below zero means not enough.',
		rows: 'The rows behind those figures.'
	},
	best_worst: {
		what: 'Best and worst: what is left if the owner pays as early, or as late, as ever before.',
		rows: 'Disbursements of labour cost.'
	},
	clue_workers: { what: 'People concerned according to the complaint; not verified.', rows: 'Clues.' },
	clue_amount: { what: 'Amount according to the complaint; not verified.', rows: 'Clues.' },
	open_count: {
		what: 'Open: assigned and not closed by today.',
		rows: 'Clues and what was done about them.'
	},
	late_count: {
		what: 'Overdue: the step was not done within its time limit. The limits are the clocks of the policy pack; approved pauses and extensions are taken off.',
		rows: 'Record of each clue; click a figure for the list.'
	},
	given: { what: 'Clues assigned to the unit in this period.', rows: 'Assignments on record.' },
	late_share: {
		what: 'Overdue share: late feedback divided by clues assigned.',
		rows: 'Record of each clue.'
	},
	fair_share: {
		what: 'Fair share: the overdue share adjusted for numbers. Units with few clues are drawn towards the average, so that one or two do not decide a rank.',
		rows: 'Record of each clue; the method is on the page of units.'
	},
	median: { what: 'Median: half took no longer than this.', rows: 'Days between two steps on record.' },
	ninety: { what: 'Nine out of ten took no longer than this.', rows: 'Days between two steps on record.' },
	reached: {
		what: 'How many of the clues of this period got to this step.',
		rows: 'Clues, cases and payments.'
	},
	of_received: {
		what: 'Clues that got to this step, divided by clues received.',
		rows: 'Clues, cases and payments.'
	},
	undated: {
		what: 'Clues that got here without a date; left out of the days.',
		rows: 'Cases and records without a date.'
	},
	standing: { what: 'Clues that got here and no further.', rows: 'Click the figure to see which.' },
	age: { what: 'Days from receipt until today.', rows: 'Time of receipt of the clue.' },
	case_people: {
		what: 'People of the case: as verified, otherwise as reported.',
		rows: 'Cases and findings.'
	},
	case_amount: {
		what: 'Amount of the case: as verified, otherwise as reported.',
		rows: 'Cases and findings.'
	},
	case_owed: {
		what: 'Still owed: verified amount less payments on record; nothing once the case is closed.',
		rows: 'Payments on record for the case.'
	},
	at_start: {
		what: 'Open on the first day of the campaign.',
		rows: 'Clues, cases and projects of the campaign.'
	},
	opened: { what: 'Came up since the campaign began.', rows: 'Items received or opened since then.' },
	closed: { what: 'Closed since the campaign began.', rows: 'Items closed since then.' },
	remaining: {
		what: 'Open now: open at the start, plus new, less closed.',
		rows: 'Listed one by one under open items.'
	},
	ideal: {
		what: 'What should be left today if the number fell evenly until the final day.',
		rows: 'Worked out from the start and the final day.'
	},
	cleared: {
		what: 'Closing rate: closed divided by open at the start plus new.',
		rows: 'The columns to the left.'
	},
	labour_due: {
		what: 'Labour cost that was due to be disbursed and was not.',
		rows: 'Disbursements of labour cost.'
	},
	leavers: {
		what: 'People who left the site with wages outstanding.',
		rows: 'Exit dates of the roster, and wage payments.'
	},
	open_cases: { what: 'Cases opened and not closed.', rows: 'Cases.' },
	last: { what: 'Days since data of this kind last came in.', rows: 'Time of receipt on the batch page.' },
	due: {
		what: 'Due: the last day on which the next delivery may come, by the schedule and grace of the policy pack.',
		rows: 'Calendar of deliveries.'
	},
	on_time: {
		what: 'On time: share of the days due on which the delivery came in time.',
		rows: 'Receipt of batches against the days due.'
	},
	complete: {
		what: 'Complete: share of the projects and months that should be there.',
		rows: 'Rows that came in, against the register.'
	},
	usable_share: {
		what: 'Usable: rows that passed the checks and take part in the figures ÷ rows read.',
		rows: 'Rows of the batches, and those set aside.'
	},
	error_rate: {
		what: 'Set aside: rows that failed the checks divided by rows read.',
		rows: 'Rows set aside.'
	},
	supply_score: {
		what: 'Score: on time, complete and usable, weighted. Suppliers of few feeds are drawn towards the average.',
		rows: 'The columns of this row.'
	},
	supply_days: { what: 'Days on which a delivery was due in the period.', rows: 'Calendar of deliveries.' },
	rows_read: { what: 'Rows read from the file or interface.', rows: 'Batch page.' },
	rows_in: { what: 'Rows that passed the checks and count.', rows: 'Batch page.' },
	rows_aside: { what: 'Rows that failed the checks and wait for a person.', rows: 'Rows set aside.' },
	rows_changed: {
		what: 'Rows that replaced an older one of the same key; the older one is kept but no longer used.',
		rows: 'Batch page.'
	},
	rows_same: {
		what: 'Rows that say what was known already; they do not come in twice.',
		rows: 'Batch page.'
	},
	batches: { what: 'Batches received; a file or a pull is one batch.', rows: 'Batch page.' },
	lag: {
		what: 'Grace: by how many days this data may be late, as the policy pack says.',
		rows: 'Policy pack.'
	},
	took: { what: 'Time from start to end.', rows: 'Record of runs.' },
	push_projects: {
		what: 'Projects of which information has to be passed on.',
		rows: 'Register of construction projects.'
	},
	push_late: {
		what: 'Projects passed on after the working days allowed.',
		rows: 'Time of passing on in the register.'
	},
	push_waiting: { what: 'Projects not passed on by today.', rows: 'Register of construction projects.' },
	push_worst: {
		what: 'Working days by which the latest one was late.',
		rows: 'Register of projects and working calendar.'
	},
	agenda: { what: 'Items on the agenda when it was frozen.', rows: 'Listed on the page of the meeting.' },
	decisions: { what: 'Items on which the meeting decided.', rows: 'Listed on the page of the meeting.' },
	source_balance: {
		what: 'What this source of payment holds now.',
		rows: 'Latest reports of deposits, accounts, presale and emergency funds.'
	},
	floor: { what: 'What has to stay and must not be used.', rows: 'Floors of the policy pack.' },
	pays: {
		what: 'What it can pay in the order of sources.',
		rows: 'Balance less floor, at most what is owed.'
	},
	left_owed: { what: 'Still owed after this source.', rows: 'Owed above less what this one pays.' },
	judged: { what: 'Indicators for which the data are sufficient.', rows: 'Table of indicators above.' },
	gravest: { what: 'Level of the gravest indicator of the group.', rows: 'Table of indicators above.' },
	mean: { what: 'Mean level of the indicators that could be judged.', rows: 'Table of indicators above.' },
	points: { what: 'Points of the group by its levels.', rows: 'Table of indicators above.' },
	adds: {
		what: 'Points times the weight of the group in the policy pack; the groups add up to the score.',
		rows: 'Weights of the policy pack.'
	},
	value: {
		what: 'What the formula of the policy pack gives. Click it to open the source rows.',
		rows: 'They open in this row.'
	},
	lower_amount: {
		what: 'How much has to be paid before the tier falls.',
		rows: 'Worked back from the lines of the indicators.'
	},
	lower_people: { what: 'How many people that concerns.', rows: 'Wage payments.' },
	months: { what: 'Months with wages on record.', rows: 'Wage payments.' },
	net: { what: 'Wages due over these months.', rows: 'Wage payments.' },
	paid: { what: 'Wages paid over these months.', rows: 'Wage payments and account transactions.' },
	still_open: { what: 'Wages due less wages paid.', rows: 'Wage payments.' },
	fired: {
		what: 'Projects or enterprises that meet this rule in the chosen scoring.',
		rows: 'Click the rule to see which.'
	},
	count: { what: 'Projects or enterprises within this band.', rows: 'Click the band to see which.' },
	entered: { what: 'Rows that came in through this decision.', rows: 'Batch page.' },
	late_feeds: {
		what: 'Feeds past their day on that date, still within the grace.',
		rows: 'Calendar of deliveries.'
	},
	silent_feeds: { what: 'Feeds that had stopped on that date.', rows: 'Silent feeds.' },
	tried: { what: 'Judged anew by the lines on trial.', rows: 'Lists of the trial.' },
	now: { what: 'Judged by the lines in force.', rows: 'Lists of the day.' },
	change_rose: {
		what: 'Graver: the later judgement gives a graver level than the earlier one. People and money are those of the later.',
		rows: 'Both judgements; each subject is listed below.'
	},
	change_new: {
		what: 'New among red, yellow and blue: not judged the first time, graver than normal the second.',
		rows: 'Both judgements.'
	},
	change_greyed: {
		what: 'No longer judged: could be judged the first time, too little data the second. Grey is not better.',
		rows: 'Both judgements, and missed deliveries.'
	},
	change_ungreyed: {
		what: 'Judged again: grey the first time, enough data the second.',
		rows: 'Both judgements.'
	},
	change_fell: {
		what: 'Lighter: the later judgement gives a lighter level. An alert is closed by its own review.',
		rows: 'Both judgements; each subject is listed below.'
	},
	change_gone: {
		what: 'Gone: graver than normal the first time, no longer judged the second, because it was settled or left the register.',
		rows: 'Both judgements and the register.'
	},
	alert_level: {
		what: 'Level of the alert: the published one. It rises with the judgement and falls only when evidence was accepted, so that it may be above the level of the day.',
		rows: 'The course of the alert; open its name.'
	},
	alert_since: {
		what: 'Since: the day on which this alert began. Back within 60 days of closing is a relapse and counts anew.',
		rows: 'The course of the alert; open its name.'
	},
	area_level: {
		what: 'Level of a street or sector: by its share of red and yellow, the workers of red projects and the change over four weeks; not by its worst project.',
		rows: 'The levels of the day; the thresholds stand below.'
	},
	red_projects: {
		what: 'Red projects: judged red on the day, after exemptions.',
		rows: 'Open the name for the list.'
	},
	yellow_projects: {
		what: 'Yellow projects: judged yellow on the day, after exemptions.',
		rows: 'Open the name for the list.'
	},
	supply_missed: {
		what: 'Missed: deliveries past their day and grace that were found missing. Indicators that rest on them are grey from then on.',
		rows: 'Missed deliveries; open one to act on it.'
	},
	supply_late: {
		what: 'Late: past the day due and still within grace.',
		rows: 'The calendar of deliveries.'
	},
	supply_today: { what: 'Due today: to come today and not here yet.', rows: 'The calendar of deliveries.' },
	supply_fresh: {
		what: 'In time: last received as it should be.',
		rows: 'Receipt of batches against the days due.'
	},
	held_projects: {
		what: 'Projects by cause: each red or yellow one goes to one place, the first of the rules beside the chart that fits.',
		rows: 'Listed below; open a project for its evidence.'
	},
	measured: {
		what: 'Measured: projects or enterprises with a value. What does not apply and what is missing is counted apart, never as zero.',
		rows: 'The table of figures of each subject.'
	},
	beyond: {
		what: 'Projects or enterprises at or beyond the line: red counts among yellow and above, yellow among blue and above.',
		rows: 'Listed below.'
	},
	hot_share: {
		what: 'Change of the share of red and yellow: the latest judgement less that of four weeks before, in points.',
		rows: 'The levels of the last judgement of each week.'
	},
	clear_days: {
		what: 'Days to go until the date of the pack; zero on the day itself.',
		rows: 'Dates of the campaign in the pack, and the lunar calendar.'
	},
	pay_day_agreed: {
		what: 'Agreed pay day: of the contract or the filing. Overdue counts from the day after.',
		rows: 'Register of projects.'
	},
	credit_grade: {
		what: 'Credit grade: lawful conduct towards workers (A, B, C), rated once a year.',
		rows: 'Latest delivery on enterprises.'
	}
};

export default en;
