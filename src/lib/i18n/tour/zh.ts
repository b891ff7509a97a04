/** Words of the walk through the demo, in Chinese; loaded when somebody walks. */
const zh = {
	label: '导览',
	offer: '第一次来？用两分钟走一遍',
	resume: '继续导览（第 {n} 步）',
	begin: '开始',
	dismiss: '不再提示',
	step: '第 {n} 步，共 {of} 步',
	go: '打开这一页',
	next: '下一步',
	back: '上一步',
	finish: '完成',
	leave: '先放下',
	nothing: '以当前身份看不到合适的例子。请在右上角菜单中换回“全部”身份，再继续。',
	lost: '没有连上服务器，请稍后再试。',
	'map.title': '一张图：哪里最急',
	'map.ask': '在地图上点“{street}”。全页的数字、矩阵和名单都会随之只看这一处。',
	'map.done': '现在全页只看 {street}。筛选写在网址里：可以收藏、转发，再点一次就取消。',
	'project.title': '哪个项目是红的',
	'project.ask': '在名单里打开“{project}”。',
	'project.done': '这一页把一个项目从头讲到尾：为什么是红、证据、能撑几个发薪日、怎样才会降级。',
	'why.title': '凭什么：一直看到原始行',
	'why.ask': '在“为什么”下面点一个数字，就地展开它用到的原始数据行。',
	'why.done':
		'这些就是来文里的那几行：哪个单位报的、哪个文件、第几行。个人信息已遮盖，任何数字都能这样查到底。',
	'claim.title': '认领：有人负责',
	'claim.ask': '点“认领”，由您承办这条预警。点错了可以在提示里撤销。',
	'claim.done': '预警已有人承办，办理经过逐条留痕。右下角的提示里可以撤销，撤销也会记一笔。',
	'meeting.title': '周五开会：议程已备好',
	'meeting.ask': '打开最近一期调度会，看议程怎样从名单直接生成。',
	'meeting.done': '材料在备会时固定，会上逐项记下谁、何时、办什么，下次会议自动核对是否兑现。导览到此结束。'
} as const;

export default zh;
