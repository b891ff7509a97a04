/** The single numbers that rules read from a pack, with the words a pack page shows for them. */
export const parameterNames = {
	push_limit_wd: '项目信息推送时限',
	account_open_days: '专用账户开立时限',
	account_filing_days: '专用账户备案时限',
	deposit_notice_days: '保证金通知办理时限',
	deposit_contract_wd: '保证金存储时限（自合同签订）',
	platform_min_contract_wan: '平台纳管造价下限',
	platform_min_months: '平台纳管工期下限',
	platform_join_days: '平台纳管时限',
	minimum_wage_monthly_yuan: '月最低工资标准',
	exit_settle_grace_days: '离场结算宽限',
	wage_days_per_month: '月计薪天数',
	low_pay_min_work_days: '低薪判断最少出勤天数',
	paid_headcount_min_work_days: '发薪人数判断最少出勤天数',
	default_pay_grace_days: '未约定支付日的宽限',
	runway_regular_gap_days: '规律拨付的最大间隔',
	runway_noise_share: '断流测算噪声比例',
	runway_late_days: '拨付迟到判断天数',
	outflow_window_days: '专户异常支出观察期',
	clue_window_days: '线索与事件观察期',
	repeat_window_months: '重复欠薪观察期',
	repeat_red_window_months: '重复欠薪红级观察期',
	inspection_window_days: '检查结果有效期',
	legal_rep_window_days: '法定代表人变更观察期',
	execution_window_months: '被执行记录观察期',
	alert_relapse_days: '复发判断期',
	snooze_max_days: '静默最长天数',
	task_force_amount_wan: '工作专班金额线',
	task_force_people: '工作专班人数线',
	group_petition_people: '群体讨薪人数线'
} as const;

export type ParameterName = keyof typeof parameterNames;
