/** Words of looking at personal data, in Chinese. */
const zh = {
	'nav.people': '按证件号查工人',
	'reveal.title': '查看一项个人信息',
	'reveal.where': '所在行',
	'reveal.reason': '事由',
	'reveal.help': '只显示这一次；谁、何时、为什么看，都记入审计，不能删除。每人每小时最多 {n} 次。',
	'reveal.show': '查看',
	'reveal.kept': '本次查看已记入审计。关闭或刷新页面后不再显示。',
	'reveal.cell': '查看完整内容（记入审计）',
	'people.title': '按证件号查工人',
	'people.intro':
		'工人来反映时，用他本人的完整证件号查他在哪些项目上、发了多少、欠多少。证件号只在请求正文里传送，不保存、不进网址和日志；只列您权限内的项目。',
	'people.identity': '公民身份号码（18 位）',
	'people.find': '查找',
	'people.found': '找到 {n} 个项目',
	'people.none':
		'在您权限内的项目里没有这个人的花名册或工资记录。没有记录不等于没有干过活，请核对号码，或请工人提供项目名称。',
	'people.stay': '进场 – 离场',
	'people.still': '在场',
	'people.months': '工资月数',
	'people.last': '最近工资月',
	'people.net': '应发',
	'people.paid': '已发',
	'people.open': '未发'
} as const;

export default zh;
