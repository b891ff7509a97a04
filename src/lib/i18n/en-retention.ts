import type zh from './zh-retention';

/** Words of keeping, erasing and giving out personal data, and of the installation's own health, in English. */
const en: Record<keyof typeof zh, string> = {
	'nav.retention': 'Retention',
	'nav.releases': 'Full exports',
	'nav.health': 'Health',
	'permission.personal.release': 'Ask for or approve full exports with personal data',
	'retention.title': 'Personal data due for erasure',
	'retention.intro':
		'Once a project is complete, its wages settled and its cases closed, personal data are kept {n} more years (Regulations art. 28, at least 3). Then one person proposes and another approves, and they are erased for good. Wage months, sums, heads and scores stay, but lead to nobody.',
	'retention.no_accounts':
		'There are no accounts yet. Erasing takes two persons: make accounts first. What is due can be seen now.',
	'retention.waiting': 'Waiting for a second person',
	'retention.number': 'No. {n}',
	'retention.of_projects': '{n} projects',
	'retention.reason': 'Ground or reason',
	'retention.approve': 'Approve and erase for good',
	'retention.second': 'Another person must approve',
	'retention.refuse': 'Refuse or take back',
	'retention.due': 'Projects past their time',
	'retention.none':
		'No completed project is past its time. Projects without a date of actual completion are not listed.',
	'retention.choose': 'Choose',
	'retention.project': 'Project',
	'retention.settled': 'Settled',
	'retention.since': 'Due',
	'retention.workers': 'Workers',
	'retention.state': 'State',
	'retention.in_proposal': 'In proposal no. {n}',
	'retention.held_wages': 'Wages are still open, may not go:',
	'retention.held_case': 'A case is still open, may not go',
	'retention.free': 'May be erased',
	'retention.propose': 'Propose to erase the chosen projects',
	'retention.files':
		'On approval {n} landed files are destroyed; {m} more hold other projects too and only lose these persons.',
	'retention.to_rewrite': 'Landed files to be rewritten',
	'retention.to_rewrite_why':
		'These files hold other projects too. One by one they are rewritten without the persons of erased projects, all else as it was; the file before is destroyed with its key. It begins on approval, and the rest is done daily at 01:30.',
	'retention.rewrite_now': 'Rewrite now',
	'retention.backup_until': '; the last backup that holds them goes by plan on {day}',
	'retention.backup_none': '; no backup holds them any more',
	'retention.backups':
		'The dates reckon with a backup every night and the files in the backup folder of this machine; copies elsewhere are yours to destroy. After an older backup is restored, these projects are due again and must be erased again.',
	'retention.past': 'Record',
	'retention.refused': 'refused',
	'retention.done': 'erased',
	'retention.counts': '{n} projects, {v} personal values, {f} landed files',
	'releases.title': 'Full exports with personal data',
	'releases.intro':
		'Everyday exports are masked and marked. Where a court needs names and identity numbers, one person asks and another approves; within {h} hours the one who asked may download it, {n} times at most, locked with a password of their own (AES-256). Every step is in the audit log.',
	'releases.no_accounts': 'There are no accounts yet. A full export takes two persons: make accounts first.',
	'releases.list': 'Requests',
	'releases.none': 'Nobody has asked for a full export yet.',
	'releases.state.requested': 'Waiting',
	'releases.state.refused': 'Refused',
	'releases.state.open': 'Ready',
	'releases.state.over': 'Over',
	'releases.taken': 'taken {n} times',
	'releases.remark': 'Remark (optional)',
	'releases.approve': 'Approve',
	'releases.refuse': 'Refuse',
	'releases.second': 'Waiting for another person',
	'releases.password': 'Password to open it ({n} or more)',
	'releases.take': 'Download locked file',
	'releases.until': 'valid until {at}',
	'releases.ask': 'Ask for a full export',
	'releases.project': 'Project code',
	'releases.feed': 'Data',
	'releases.reason': 'Reason (e.g. number of the court order)',
	'releases.purpose': 'Purpose and recipient',
	'releases.help':
		'The password is not kept: without it, download again. Hand it over apart from the file. Names, identity and card numbers stand in the clear.',
	'releases.submit': 'Submit',
	'health.title': 'Health',
	'health.intro': 'The checks of the doctor command; what is wrong comes first, each with the next step.',
	'health.fine': '{n} checks, all fine',
	'health.ill': '{n} need attention',
	'health.next': 'Next',
	'health.more': 'See all'
};

export default en;
