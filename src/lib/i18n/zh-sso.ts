/** Words of the government's own sign-on and of the rules for accounts, in Chinese. */
const zh = {
	'sso.or': '或',
	'sso.button': '统一身份认证登录',
	'sso.SIGN_IN_UNKNOWN': '统一身份认证已通过，但本系统没有与之对应的在用账户；请联系本单位管理员开立或恢复。',
	'sso.SIGN_IN_LOCKED': '登录失败次数过多，本机地址已暂停 15 分钟，请稍后再试。',
	'sso.SIGN_ON_REFUSED': '统一身份认证的凭证未通过核验或已超时，未登录；请重新登录。',
	'sso.SIGN_ON_UNREACHABLE': '统一身份认证没有给出可用的回答，未登录；请稍后再试，或用密码登录。',
	'sso.SIGN_ON_INVALID':
		'统一身份认证的配置有误，未登录；原因已记入审计日志，请系统管理员处理，或用密码登录。',
	'account_rules.title': '账户规则（等级保护）',
	'account_rules.complexity': '密码须含大写、小写、数字、符号（或汉字）中的三种',
	'account_rules.complexity.help': '长度至少 12 位、不含用户名和常见密码，始终检查。',
	'account_rules.rotation': '密码每 90 天必须更换',
	'account_rules.rotation.help': '新密码不能与现在的相同。',
	'account_rules.separate': '系统、安全、审计三员分立',
	'account_rules.separate.help': '启用前须先没有权限合一的“管理员”。',
	'account_rules.idle': '无操作自动退出',
	'account_rules.idle.minutes': '{n} 分钟',
	'account_rules.sessions': '同一账户最多同时登录（超出时最早的一处退出）',
	'account_rules.sessions.count': '{n} 处',
	'account_rules.save': '保存规则'
} as const;
export default zh;
