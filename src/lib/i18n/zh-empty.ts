/** What lists say where they have no rows, in Chinese: why, and what to do next. */
const zh = {
	'empty.narrowed': '当前条件下没有。',
	'empty.clear': '清除条件',
	'empty.ask': '需要时请联系有权限的同事办理。',
	'empty.alerts': '没有未销号的预警。每次研判后，达到预警等级的项目和企业会列在这里。',
	'empty.clues': '没有线索。各渠道按天报送“欠薪线索”，也可以手工登记。',
	'empty.cases': '没有案件。部门报送“欠薪案件”后列在这里，也可以由线索手工立案。',
	'empty.letters': '还没有文书。在上面选种类和对象起草，或从预警、线索页起草。',
	'empty.runs': '还没有运行记录。任务按时间表运行，也可以立即运行。',
	'empty.related': '没有同根项目：同一家企业或同一位法定代表人名下只有一个项目。企业和参建单位到齐后再看。',
	'empty.notices': '还没有需要通知的事。',
	'empty.sources': '还没有接口或数据库。部门送文件的不必添加，放进收件夹即可。',
	'empty.changes': '这两天之间没有升降。',
	'empty.leagues': '这段时间没有交办的线索，无从比较。'
} as const;

export default zh;
