import type zh from './zh-audit';

/** Words of the audit log's page, in English. */
const en: Record<keyof typeof zh, string> = {
	'audit.whole': 'Whole until #{n}, checked line by line at {at}; the first entry is of {oldest}.',
	'audit.empty': 'Nothing has been recorded yet.',
	'audit.head': 'Digest of the last entry now',
	'audit.head_help':
		'The minutes of every meeting and every backup bear the number and digest of their moment. A log that was put back or made anew does not fit them.',
	'audit.did.export': 'Exported',
	'audit.did.look': 'Looked at',
	'audit.did.act': 'Acted on',
	'audit.act.reveal': 'Revealed one personal value',
	'audit.act.find_person': 'Looked for a worker by number',
	'audit.act.take_rows': 'Took rows set aside',
	'audit.act.sign_in': 'Signed in',
	'audit.act.sign_in_code': 'Signed in (code)',
	'audit.act.sign_in_sso': "Signed in (government's sign-on)",
	'audit.act.first': 'Made the first administrator',
	'audit.act.keys_rotate': 'Changed the keys of personal data',
	'audit.act.keys_destroy': 'Destroyed keys of before',
	'audit.no': '#',
	'audit.from': 'From',
	'audit.to': 'To',
	'audit.any': 'All results',
	'audit.text': 'Name, act, subject, address',
	'audit.older': 'Older entries',
	'audit.newest': 'Back to the newest',
	'audit.csv': 'Export what was found (CSV)',
	'audit.raw': 'Export the whole log as it stands',
	'audit.compare': 'Compare a printed digest',
	'audit.compare_no': 'Number',
	'audit.compare_hash': 'Digest (16 digits or more)',
	'audit.compare_do': 'Compare',
	'audit.compare_held': 'Entry #{n} has the printed digest: nobody changed it or anything before it since.',
	'audit.compare_other':
		'Entry #{n} has another digest: the log was changed or replaced. Keep the evidence and look into it.',
	'audit.compare_wrong':
		'Give the number and the digest (16 digits or more, 0–9 and a–f) as they are printed.',
	'audit.kept': 'Kept by month; the product cannot delete any. The law asks for 6 months at least.',
	'audit.copy': 'Copied elsewhere: {n} sent, {m} waiting.',
	'audit.copy_ill': 'The copy is in trouble: {error}; {m} waiting, {k} given up.',
	'audit.copy_none':
		'No copy is sent elsewhere; XINSHAO_SYSLOG sends every entry to another machine (syslog over UDP, TCP or TLS).'
};

export default en;
