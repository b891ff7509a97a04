import type { InBothLanguages } from '$lib/domain/counterfactual';

/** Why a finding stays whatever is done, and SQL for the last day on which it is counted. */
export interface ObstacleRule {
	readonly why: InBothLanguages;
	/** One row `until`, over the judged copy; null where no day can be named. */
	readonly until: string | null;
}

const inFuture: InBothLanguages = {
	zh: '取决于以后各月的实际数据，不能补办',
	en: 'it rests on the data of months to come and cannot be made good'
};

/** Findings that nothing on the list changes. */
export const obstacleRules: Readonly<Record<string, ObstacleRule>> = {
	complaint_workers_90d: {
		why: {
			zh: '已接收的有效线索在统计期内照计',
			en: 'valid clues count for as long as they are in the window'
		},
		until: `select cast(max(cast(received_at as date)) + {{clue_window_days}} as varchar) as until from {{clues}}
			where project_code = {{project}} and cast(received_at as date) <= {{as_of}}
				and coalesce(validity, '') not in ('无效', '非本辖区')`
	},
	repeat_arrears: {
		why: {
			zh: '同一总包的查实案件在 24 个月内照计，结案不减',
			en: 'verified cases of the same contractor count for 24 months, closed or not'
		},
		until: `select cast({{months_before(max(opened_at), -{{repeat_window_months}})}} as varchar) as until from {{cases}}
			where verified and opened_at <= {{as_of}}`
	},
	account_outflow_suspect: {
		why: { zh: '已发生的异常支出在 90 天内照计', en: 'outflows that happened count for 90 days' },
		until: `select cast(max(cast(txn_time as date)) + {{outflow_window_days}} as varchar) as until
			from {{account_transactions}}
			where project_code = {{project}} and direction = '支' and txn_time < {{as_of}} + 1`
	},
	judicial_execution: {
		why: { zh: '被执行记录在 24 个月内照计', en: 'entries as a judgement debtor count for 24 months' },
		until: `select cast({{months_before(max(event_date), -{{execution_window_months}})}} as varchar) as until
			from {{credit_events}}
			where uscc = {{contractor}} and kind in ('被执行', '失信被执行') and event_date <= {{as_of}}`
	},
	registration_abnormal: {
		why: { zh: '登记状态由登记机关改变', en: 'the state of registration is changed by its registry' },
		until: null
	},
	invoice_drop: { why: inFuture, until: null },
	insured_drop: { why: inFuture, until: null },
	power_drop: { why: inFuture, until: null },
	water_drop: { why: inFuture, until: null }
};

/** What is said of a finding that has a remedy, which was not enough. */
export const notEnough: InBothLanguages = {
	zh: '清单里的办法都做了仍在线上',
	en: 'it stays over its line with everything on the list done'
};
