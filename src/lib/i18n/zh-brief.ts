/** Words of the leader's minute, in Chinese. */
const zh = {
	'brief.asks': '周五要问的三件事',
	'brief.asks.help':
		'按紧急程度自动选出，每类最多一件：最先发不出工资的项目、超期最多的承办单位、无人认领最久的红色预警、低于底线的资金、断报的数据。点句子看明细。',
	'brief.none': '今天没有需要追问的事项。',
	'brief.ask.pay_day': '{name} {days} 天后（{day}）发薪，预计缺 {sum}，涉及 {workers} 人：谁来补？',
	'brief.ask.late_clues': '{unit} 有 {count} 件线索超期，最长 {days} 天：卡在哪里？',
	'brief.ask.unclaimed': '{name} 判红 {days} 天无人认领，{workers} 人、{sum} 未付：谁负责？',
	'brief.ask.fund': '{name} 比规定额度少 {sum}：何时补足？',
	'brief.ask.silent': '“{feed}”已 {days} 天没有来（允许 {lag} 天）：谁去催？',
	'brief.clues': '12345 线索',
	'brief.late': '件超期',
	'brief.clues.rest': '今日到期 {today} · 未办结 {open}',
	'brief.pay_days': '七天内发薪',
	'brief.short': '个项目不够发',
	'brief.pay_days.rest': '{workers} 人 · 缺 {sum}',
	'brief.funds': '应急资金 / 底线',
	'brief.funds.none': '没有余额数据'
} as const;

export default zh;
