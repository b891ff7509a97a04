/** Words of the audit log's page, in Chinese. */
const zh = {
	'audit.whole': '至第 {n} 条链条完整，{at} 逐条核对；最早一条 {oldest}。',
	'audit.empty': '还没有记录。',
	'audit.head': '此刻末条摘要',
	'audit.head_help':
		'每期调度会纪要、每份备份都印有当时的条数和摘要。日志若被换成旧的或重做，与印出的摘要就对不上。',
	'audit.did.export': '导出',
	'audit.did.look': '查看',
	'audit.did.act': '办理',
	'audit.act.reveal': '查看一个个人信息',
	'audit.act.find_person': '按证件号查工人',
	'audit.act.take_rows': '取走搁置行',
	'audit.act.sign_in': '登录',
	'audit.act.sign_in_code': '登录（动态口令）',
	'audit.act.sign_in_sso': '登录（统一身份认证）',
	'audit.act.first': '建立首个管理员',
	'audit.act.keys_rotate': '更换个人信息密钥',
	'audit.act.keys_destroy': '销毁旧密钥',
	'audit.no': '条',
	'audit.from': '从',
	'audit.to': '到',
	'audit.any': '全部结果',
	'audit.text': '姓名、操作、对象、地址',
	'audit.older': '更早的记录',
	'audit.newest': '回到最新',
	'audit.csv': '导出所查结果（CSV）',
	'audit.raw': '导出全部原始日志',
	'audit.compare': '核对印出的摘要',
	'audit.compare_no': '条数',
	'audit.compare_hash': '摘要（16 位以上）',
	'audit.compare_do': '核对',
	'audit.compare_held': '第 {n} 条的摘要与印出的一致：此后没有人改过它和它以前的记录。',
	'audit.compare_other': '第 {n} 条的摘要与印出的不一致：日志被改动或替换过，请保留现场核查。',
	'audit.compare_wrong': '请填写纪要或备份清单上的条数，和 16 位以上的摘要（0–9、a–f）。',
	'audit.kept': '记录按月存放，系统不提供删除；法律要求至少保存 6 个月。',
	'audit.copy': '另发副本：已发 {n} 条，待发 {m} 条。',
	'audit.copy_ill': '副本发送有问题：{error}；待发 {m} 条，已放弃 {k} 条。',
	'audit.copy_none':
		'没有另发副本；设置 XINSHAO_SYSLOG 可把每条发到另一台机器（syslog，UDP、TCP 或加密的 TLS）。'
} as const;

export default zh;
