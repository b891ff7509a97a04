/** Words of published and restated tiers, in Chinese. */
const zh = {
	'history.title': '等级走势：当时发布与现在重算',
	'history.help':
		'上行是当晚发布的等级，发布后不再改动；下行是用现在已有的数据重算那一天的等级。迟到的数据会改变重算结果，两者都保留。每晚重算 7 天前和 28 天前，也可以在命令行用 score --as-of 重算任一天。',
	'history.same': '各日发布的等级与现在重算的一致。',
	'history.differs': '有 {n} 天重算结果与当时发布的不同（虚线框）。',
	'history.published': '当时发布',
	'history.restated': '现在重算',
	'history.restated_at': '重算时间',
	'history.day': '日期',
	'history.cell': '{day}：发布 {published}，重算 {restated}',
	'history.table': '逐日列表'
} as const;

export default zh;
