import { fires, type Remedy } from '../remedy';

/**
 * Days on the payroll of the latest past-due month, set right by the attendance. It helps where the days were written
 * down wrongly; wages that change by it are not foreseen here.
 */
export default {
	id: 'reconcile_days',
	actor: 'contractor',
	said: { zh: '核对并更正工资表工日', en: 'set the days on the payroll right by the attendance' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		where ${fires('attend_pay_gap')}`,
	apply: [
		`
		update feed_payroll set work_days = coalesce((
			select sum(a.work_days) from {{attendance}} a
			where a.project_code = feed_payroll.project_code and a.wage_month = feed_payroll.wage_month
				and a.worker_id_no_key = feed_payroll.worker_id_no_key), 0)
		from {{trials}} t, int_latest_month l
		where feed_payroll.project_code = t.project_code and l.project_code = t.origin
			and feed_payroll.wage_month = l.latest_month and known_to is null`
	]
} as const satisfies Remedy;
