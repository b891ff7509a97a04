/** Words of the pages of analysis, in Chinese. */
const zh = {
	'nav.analysis': '分析',
	'nav.analysis.hotspots': '热点变化',
	'nav.analysis.sectors': '行业',
	'nav.analysis.causes': '钱卡在谁手里',
	'nav.analysis.leagues': '单位比较',
	'nav.analysis.funnel': '线索办理',
	'nav.analysis.indicators': '指标分布',
	'analysis.twin': '数据表',
	'analysis.legend': '图例',
	'analysis.points': '个百分点',

	'analysis.heat.title': '热点变化：哪里、从什么时候起变热',
	'analysis.heat.intro': '各街道每周最后一次评分的红、黄项目。点一格，打开那条街道当天的风险图。',
	'analysis.heat.label': '街道 × 周热力图',
	'analysis.heat.measure': '看什么',
	'analysis.heat.share': '红黄占比',
	'analysis.heat.workers': '涉及工人（人）',
	'analysis.heat.money': '未付工资（万元）',
	'analysis.heat.help':
		'占比＝红、黄项目数 ÷ 能判定的项目数（灰不计入）；工人为红、黄项目涉及的人数；未付工资为该街道全部项目逾期未付的合计。每周取该周最后一次评分。占比的分档固定，两周可比；人数和金额按全图最大值分档。分档为示例。',
	'analysis.heat.judged': '近半年已评 {n} 天，分布在 {weeks} 周（最早 {from}）。',
	'analysis.heat.few': '周数少，趋势仅供参考。',
	'analysis.heat.judged_on': '{day} 评',
	'analysis.heat.not_judged': '该周未评分，或无可判定项目',
	'analysis.heat.of_greatest': '＞最大值的 75%',
	'analysis.heat.cell':
		'{place}，{day}：红 {red}、黄 {yellow}（可判定 {judged} 个），涉及 {workers} 人，未付 {money} 万元',
	'analysis.heat.rising': '占比上升最多',
	'analysis.heat.now': '现为 {share}%，{n} 个',

	'analysis.sectors.title': '行业：份额、走势、金额',
	'analysis.sectors.intro': '各行业的项目按等级分布、红黄占比的走势、涉及工人和未付工资。',
	'analysis.sectors.table': '各行业',
	'analysis.sectors.projects': '项目',
	'analysis.sectors.mix': '等级构成',
	'analysis.sectors.share': '红黄占比',
	'analysis.sectors.trend': '走势',
	'analysis.sectors.trend_label': '{sector}红黄占比走势，{from}至{to}，由 {first}% 到 {last}%',
	'analysis.sectors.trend_none': '评分不足两周',
	'analysis.sectors.workers': '涉及工人',
	'analysis.sectors.unpaid': '未付工资',
	'analysis.sectors.part': '占全部',
	'analysis.sectors.of_red': '占全部红黄项目'
};
export default zh;
