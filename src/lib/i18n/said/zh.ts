/** What the server answers to an act of a person, in Chinese. Only the server holds these; `src/hooks/said.ts` says them. */
const zh = {
	undone: '已撤销。',
	'alert.claim': '已认领：{name}。',
	'alert.release': '已退回待认领：{name}。',
	'alert.note': '备注已登记。',
	'alert.snooze': '已静默至 {until}：{name}。',
	'alert.wake': '已取消静默：{name}。',
	'alert.false_alarm': '已判为误报：{name}。',
	'alert.evidence': '销号材料已提交，等待审核：{name}。',
	'alert.withdraw': '销号材料已撤回：{name}。',
	'alert.accept': '审核通过：{name}。下一次研判仍低于原等级即降级或销号。',
	'alert.reject': '已退回补充：{name}。',
	'alert.reopen': '已重新打开：{name}。'
} as const;

export default zh;
