/** Words of the first hour of a new installation, in Chinese. */
const zh = {
	'first.title': '上线清单',
	'first.heading': '{place}：装好了，接下来这几步',
	'first.over': '上线清单：全部完成',
	'first.intro': '已完成 {n} 项，共 {of} 项。从上往下做，做完一项这里自动打勾；标“可选”的以后再做也行。',
	'first.done': '已完成',
	'first.optional': '可选',
	'first.look': '查看',
	'first.ask_administrator': '请系统管理员办理',
	'first.kept': '出了第一次研判结果，首页就换成风险图；这份清单留在“数据”里的',
	'first.installed': '装好了',
	'first.installed.text': '本地政策文件已经读入。',
	'first.installed.go': '查看',
	'first.data': '导入第一份数据',
	'first.data.text':
		'先导入“在建工程项目台账”，其他数据都按项目编码对上它；再导入工资支付明细和工资专户流水。上传前可以预览，确认了才入库。',
	'first.data.go': '上传文件',
	'first.scored': '运行第一次研判',
	'first.scored.text': '在“数据与任务”里立即运行“研判评分”；以后每天凌晨自动运行。',
	'first.scored.go': '去运行',
	'first.calendar': '核对工作日历',
	'first.calendar.text':
		'缺少今年的放假和调休安排，限期会按周一至周五估算。请把国务院办公厅的通知录入日历文件，或逐日标注。',
	'first.calendar.go': '打开日历',
	'first.boundaries': '导入官方边界',
	'first.boundaries.text': '现在用的是示意图。有审图号的 GeoJSON 可以在页面上导入，随时换回示意图。',
	'first.boundaries.go': '导入边界',
	'first.sources': '接上数据源',
	'first.sources.text': '让接口和数据库每小时自动取数；部门按月送文件的，放进收件夹即可，不必设置。',
	'first.sources.go': '添加数据源',
	'first.users': '建立账户',
	'first.users.text':
		'现在只有本机能打开。建立第一个管理员账户后，其他电脑和手机才能登录；设置码在启动窗口里。',
	'first.users.go': '建立账户',
	'first.notices': '设置通知',
	'first.notices.text': '发生了什么、告诉谁、用什么渠道。没有设置就什么都不发。',
	'first.notices.go': '看怎样设置',
	'first.band': '还没有研判结果：本页现在没有数字可看，“没有”不等于“没有问题”。',
	'first.band.go': '看上线清单'
} as const;

export default zh;
