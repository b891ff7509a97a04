/** Words of the government's own sign-on and of the rules for accounts, in English. */
const en = {
	'sso.or': 'or',
	'sso.button': 'Sign in with the government sign-on',
	'sso.SIGN_IN_UNKNOWN':
		'The government sign-on knows you, but no account in use here belongs to you; ask your administrator to make or restore one.',
	'sso.SIGN_IN_LOCKED': 'Too many failed sign-ins from this address; it is paused for 15 minutes.',
	'sso.SIGN_ON_REFUSED':
		'The answer of the government sign-on did not pass the check or came too late; sign in again.',
	'sso.SIGN_ON_UNREACHABLE':
		'The government sign-on gave no usable answer; try again later, or sign in with your password.',
	'sso.SIGN_ON_INVALID':
		'The government sign-on is not set up correctly; the reason is in the audit log. Ask the system administrator, or sign in with your password.',
	'account_rules.title': 'Rules for accounts (MLPS)',
	'account_rules.complexity':
		'Passwords hold three of: capitals, small letters, digits, signs (or Han characters)',
	'account_rules.complexity.help':
		'At least 12 characters, no user name, no common password: always checked.',
	'account_rules.rotation': 'Passwords have to be changed every 90 days',
	'account_rules.rotation.help': 'The new one may not be the present one.',
	'account_rules.separate': 'Separate system, security and audit administrators',
	'account_rules.separate.help':
		'Nobody may hold the role of administrator any more before this is turned on.',
	'account_rules.idle': 'Signed out when idle for',
	'account_rules.idle.minutes': '{n} minutes',
	'account_rules.sessions': 'Most sessions of one account (beyond that the oldest ends)',
	'account_rules.sessions.count': '{n}',
	'account_rules.save': 'Save the rules'
} as const;
export default en;
