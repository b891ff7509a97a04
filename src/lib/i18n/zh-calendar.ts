/** Words of the working calendar, in Chinese. */
const zh = {
	'nav.calendar': '工作日历',
	'calendar.title': '工作日历',
	'calendar.intro':
		'工资支付日、信息推送和各项办理时限都按这里的工作日计算。放假和调休取自国务院办公厅通知；本地另有安排的，可标记单日，写明理由，升级程序后仍保留。',
	'calendar.source': '依据：{source}（{day} 核对）',
	'calendar.missing_year': '{year} 年没有装入：暂按周一至周五计算，节假日和调休都没有算进去。',
	'calendar.band':
		'工作日历缺少 {years} 年：支付日和办理时限暂按周一至周五计算，可能算错。请按国务院办公厅通知补上。',
	'calendar.band.open': '去补上',
	'calendar.how':
		'补一年：在数据目录下建 calendar/{year}.yaml（照抄程序 data/calendar 里上一年的格式），重启程序。来不及时先逐日标记。',
	'calendar.workday': '上班',
	'calendar.free': '休息',
	'calendar.holiday': '放假',
	'calendar.make_up': '调休上班',
	'calendar.marked': '手工调整',
	'calendar.workdays': '{n} 个工作日',
	'calendar.month': '{n} 月',
	'calendar.weekdays': '一二三四五六日',
	'calendar.mark': '标记一天',
	'calendar.day': '日期',
	'calendar.works': '改为',
	'calendar.back': '恢复为通知规定',
	'calendar.reason': '理由',
	'calendar.reason.help': '如：市政府通知文号。',
	'calendar.submit': '保存',
	'calendar.acts': '调整记录',
	'calendar.acts.none': '没有手工调整。',
	'calendar.effect': '调整后，支付日和时限在下一次计算时生效。'
} as const;

export default zh;
