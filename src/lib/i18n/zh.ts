import accounts from './zh-accounts';
import audit from './zh-audit';
import analysis from './zh-analysis';
import attachments from './zh-attachments';
import boundaries from './zh-boundaries';
import brief from './zh-brief';
import bulletin from './zh-bulletin';
import cases from './zh-cases';
import areas from './zh-areas';
import calendar from './zh-calendar';
import confirm from './zh-confirm';
import design from './zh-design';
import dev from './zh-dev';
import dispatch from './zh-dispatch';
import exemptions from './zh-exemptions';
import compare from './zh-compare';
import lists from './zh-lists';
import story from './zh-story';
import views from './zh-views';
import matching from './zh-matching';
import notices from './zh-notices';
import pages from './zh-pages';
import paper from './zh-paper';
import personal from './zh-personal';
import backups from './zh-backups';
import retention from './zh-retention';
import project from './zh-project';
import screen from './zh-screen';
import sources from './zh-sources';
import sum from './zh-sum';
import campaign from './zh-campaign';
import sso from './zh-sso';
import supply from './zh-supply';
import related from './zh-related';
import habits from './zh-habits';
import empty from './zh-empty';
import first from './zh-first';
import history from './zh-history';
import timeline from './zh-timeline';
import trials from './zh-trials';
import upload from './zh-upload';
import workbench from './zh-workbench';
/** Every word that the pages show, in Chinese; the keys that all languages share. */
const zh = {
	...project,
	...personal,
	...paper,
	...backups,
	...retention,
	...exemptions,
	...calendar,
	...habits,
	...screen,
	...empty,
	...first,
	...history,
	...areas,
	...related,
	...sources,
	...sum,
	...compare,
	...lists,
	...story,
	...views,
	...matching,
	...pages,
	...accounts,
	...audit,
	...analysis,
	...attachments,
	...brief,
	...design,
	...dev,
	...dispatch,
	...notices,
	...bulletin,
	...cases,
	...confirm,
	...trials,
	...upload,
	...workbench,
	...sso,
	...supply,
	...campaign,
	...timeline,
	...boundaries,
	'app.name': '薪哨',
	'app.title': '欠薪预警研判与调度看板',
	'app.skip': '跳到正文',

	'nav.label': '主导航',
	'nav.map': '风险一张图',
	'nav.subjects': '项目与企业',
	'nav.data': '数据',
	'nav.rules': '口径',
	'nav.projects': '工程项目',
	'nav.enterprises': '企业',
	'nav.operations': '数据与任务',
	'nav.quarantine': '待核数据',
	'nav.catalogue': '指标目录',
	'nav.pack': '政策口径',
	'nav.feeds': '数据说明',

	'shell.as_of': '查看日期',
	'shell.show': '查看',
	'shell.language': '语言',
	'shell.other_language': 'English',
	'shell.theme': '界面明暗',
	'shell.theme_light': '浅色',
	'shell.theme_dark': '深色',
	'shell.theme_system': '跟随系统',
	'shell.menu': '菜单',
	'shell.footer': '开源软件，Apache-2.0 许可。本页结果为风险提示，不是执法结论。',

	'tier.red': '红',
	'tier.yellow': '黄',
	'tier.blue': '蓝',
	'tier.grey': '灰',
	'tier.normal': '正常',
	'tier.meaning.grey': '数据不足，无法判定',
	'tier.grey_mark': '部分数据缺失或过期',

	'unit.people': '人',
	'unit.wan': '万元',
	'unit.projects': '个项目',
	'unit.project_short': '个',
	'unit.days': '天',
	'unit.working_days': '个工作日',
	'unit.months': '个月',
	'unit.count': '项',
	'unit.times': '次',
	'unit.yuan': '元',
	'unit.percent': '%',
	'unit.level': '级',
	'unit.flag_yes': '是',
	'unit.flag_no': '否',
	'unit.rows': '行',
	'unit.none_within': '三个发薪日内不断流',

	'filter.label': '筛选',
	'filter.clear': '清除全部',
	'filter.remove': '去掉筛选条件：{name}',
	'filter.none': '全部街道、全部行业',
	'filter.street': '街道',
	'filter.sector': '行业',
	'filter.tier': '等级',
	'filter.search': '搜索',
	'filter.search_hint': '名称或编码',
	'filter.sort': '排序',
	'filter.all': '全部',
	'filter.apply': '筛选',
	'filter.unknown_street': '属地不明',
	'filter.unknown_sector': '行业不明',

	'sort.priority': '处置优先度',
	'sort.unpaid': '未付工资',
	'sort.workers': '涉及工人',
	'sort.name': '名称',

	'delta.label': '较上周',
	'delta.same': '持平',
	'delta.up': '较上周增加 {n}',
	'delta.down': '较上周减少 {n}',
	'delta.none': '上周未评',
	'delta.year_mark': '去年',
	'delta.year_same': '与去年同期持平',
	'delta.year_up': '较去年同期增加 {n}',
	'delta.year_down': '较去年同期减少 {n}',
	'delta.new': '新增',
	'delta.moved': '上周{from}',

	'help.label': '说明：{name}',
	'table.view': '看表格',
	'table.caption': '{name}（表格）',
	'page.prev': '上一页',
	'page.next': '下一页',
	'page.of': '第 {page} 页，共 {pages} 页',
	'page.total': '共 {n} 条',
	yes: '是',
	no: '否',
	dash: '—',

	'map.title': '风险一张图',
	'map.heading': '{name}风险一张图',
	'map.description': '{name}各街道、行业的欠薪风险等级分布与一周变化',
	'map.scored': '评分日 {day}',
	'map.compared': '对比 {day}',
	'map.no_compare': '一周前没有评分，暂无对比',
	'map.older': '{asked} 没有评分，显示此前最近一次',
	'map.empty.title': '还没有评分结果',
	'map.empty.text':
		'数据入库并运行“评分”任务后，这里显示各街道的风险。请到“数据与任务”页查看数据是否到齐，并运行评分。',
	'map.empty.action': '去数据与任务',
	'map.counts': '各等级项目数',
	'map.workers': '红黄项目涉及工人',
	'map.workers.help': '当前筛选下红、黄两级项目近两个月有出勤的工人数之和（同一工人在两个项目各计一次）。',
	'map.unpaid': '逾期未付工资',
	'map.unpaid.help': '当前筛选下全部项目已过发薪日的应发（扣除代扣后）减实发之和，单位万元。',
	'map.tier.help.red': '触发硬指标或支付、线索类指标达红线的项目数。规则见“政策口径”。',
	'map.tier.help.yellow': '未达红但支付、资金、线索类指标有黄，或多类指标同时偏高的项目数。',
	'map.tier.help.blue': '只有轻微异常、需提醒的项目数。',
	'map.tier.help.grey': '缺少关键数据、不能判定的项目数。没有数据不等于没有风险。',
	'map.tier.help.normal': '数据齐全且没有指标触发的项目数。',
	'map.tiles': '街道风险图',
	'map.tiles.help':
		'每格一个街道，颜色为该街道最高风险等级（选定等级时为该等级项目数的多少），底部色条为各等级占比。点击格子筛选全页。',
	'map.schematic': '示意图',
	'map.legend.worst': '按最高等级着色',
	'map.legend.count': '按“{tier}”项目数着色',
	'map.legend.empty': '无项目',
	'map.tile.projects': '共 {n} 个',
	'map.tile.label': '{name}：{counts}；共 {n} 个项目',
	'map.tile.none': '{name}：没有在册项目',
	'map.matrix': '街道 × 行业',
	'map.matrix.help':
		'每格从左到右为红、黄、蓝、灰项目数；右上角为红黄合计较一周前的变化。点击行名、列名或格子筛选全页。',
	'map.matrix.street': '街道',
	'map.matrix.total': '合计',
	'map.matrix.cell': '{street} × {sector}：{counts}',
	'map.matrix.scroll': '街道与行业矩阵，可左右滚动',
	'map.list': '重点项目',
	'map.list.help': '先按等级，再按优先度排序。优先度 = 风险分 × ln(1+涉及工人) × ln(1+未付工资万元)。',
	'map.list.all': '全部 {n} 个',
	'map.list.empty': '没有符合条件的项目。',
	'map.supply': '谁的数据迟了',
	'map.supply.help': '各数据源最近一次到达距评分日的天数，超过政策口径允许的天数为迟到。',
	'map.supply.ok': '要求时限的数据都已按时到达。',
	'map.supply.late': '已 {age} 天未到，时限 {lag} 天',
	'map.supply.age': '{age} 天 / 时限 {lag}',
	'map.supply.never': '从未收到',
	'map.supply.fresh': '{n} 个数据源中 {ok} 个正常',
	'map.supply.more': '另有 {n} 个从未收到',

	'error.title': '页面打不开',
	'error.not_found': '没有这个页面，或这个对象不在库里。请检查地址，或回到首页查找。',
	'error.internal': '系统处理时出错，请把编号告诉管理员。',
	'error.id': '错误编号 {id}',
	'error.home': '回到首页'
} as const;

export default zh;
