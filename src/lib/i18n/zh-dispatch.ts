/** Words of dispatch: reports, letters, meetings, in Chinese. */
const zh = {
	'nav.dispatch': '调度',
	'nav.reports': '报表台账',
	'reports.title': '报表台账',
	'reports.intro': '按文件规定的样式由数据生成；个人信息脱敏；数字可回到原始行。',
	'reports.rhythm.weekly': '每周',
	'reports.rhythm.monthly': '每月',
	'reports.rhythm.quarterly': '每季',
	'reports.rhythm.yearly': '每年',
	'reports.rhythm.campaign': '专项行动',
	'reports.rhythm.on_trigger': '发生时',
	'reports.by_day': ' {n} 日前',
	'reports.to': '报送',
	'reports.not_asked': '本地文件没有要求，供参考使用。',
	'reports.from': '起始日期',
	'reports.until': '截止日期',
	'reports.show': '生成',
	'reports.xlsx': '下载 Excel',
	'reports.docx': '下载 Word',
	'reports.more': '页面显示前 {shown} 行，共 {n} 行；下载文件含全部。',
	'reports.rows': '数字 {figure} 的原始行（{n} 行）',
	'reports.rows.none': '没有构成此数字的行。',
	'reports.rows.feed': '数据',
	'reports.rows.code': '编号',
	'reports.rows.batch': '批次',
	'reports.rows.row': '行号'
} as const;

export default zh;
