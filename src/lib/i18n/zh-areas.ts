/** Words of streets and sectors, in Chinese. */
const zh = {
	'nav.areas': '街道与行业',
	'areas.title': '街道与行业等级',
	'areas.intro':
		'街道和行业按辖内全部项目一起定级，不取最差的一个项目：看红黄项目占比、红级项目涉及工人和四周来的升降。阈值均为示例，可在政策包里改。',
	'areas.rule':
		'红：红级项目不少于 {redCount} 个且占 {redShare}% 及以上，或红级项目涉及工人达到 {redWorkers} 人。黄：红黄合计占 {yellowShare}% 及以上。蓝：红黄合计占 {blueShare}% 及以上，或有一个红级项目。红黄占比较比较日上升 {rise} 个百分点及以上，升一级。能判断的项目少于 {smallNumber} 个的是小样本，占比只供参考，除工人数外不高于蓝。',
	'areas.streets': '街道',
	'areas.sectors': '行业',
	'areas.level': '等级',
	'areas.projects': '项目',
	'areas.red': '红',
	'areas.yellow': '黄',
	'areas.share': '红黄占比',
	'areas.trend': '较四周前',
	'areas.trend.of': '趋势与 {day} 相比',
	'areas.trend.none': '四周前没有研判，暂无趋势',
	'areas.points': '{n} 个百分点',
	'areas.workers': '红黄涉及工人',
	'areas.small': '小样本',
	'areas.small.help': '能判断的项目太少，占比只供参考。',
	'areas.why': '为何',
	'areas.reason.red_share': '红级项目多',
	'areas.reason.red_workers': '红级项目工人多',
	'areas.reason.share': '红黄占比',
	'areas.reason.some_red': '有红级项目',
	'areas.reason.rise': '四周上升快',
	'areas.reason.calm': '占比不高',
	'areas.reason.nothing_judged': '无可判断项目',
	'areas.matrix.help': '街道名和行业名前的符号是它们自己的等级，按辖内全部项目的占比和升降判定。'
} as const;

export default zh;
