import { describe, expect, test } from 'vitest';

import { loadPolicy } from '$lib/server/policies/load-policy';
import { parameterOn, thresholdsOn } from '$lib/server/policies/policy-on';
import type { ParameterName } from '$lib/server/policies/parameter-names';

const codes = ['410803', '410183', '620724', '410700', '410305'];
const day = '2026-11-21';

/** The tables of indicators A–E: indicator[.measure][@band], then 蓝, 黄, 红; '' where there is no such level. */
const table = `
wage_overdue_days | >=1 | >=15 | >=30
unpaid_wage_months | >=1 | | >=2
paid_headcount_ratio | <1 | <0.97 | <=0.9
paid_amount_ratio | <1 | <0.95 | <0.85
unsigned_payroll_ratio | >0 | >=0.1 | >=0.2
attend_pay_gap | >0.15 | >0.3 | >0.5
low_pay_share | >0 | >=0.05 | >=0.2
exit_unsettled_count | >=1 | >=2 | >=5
labour_fee_gap_days | >31 | >45 | >60
labour_fee_shortfall | >0 | >0.1 | >0.3
progress_payment_ratio | <0.85 | <0.8 | <0.7
account_cover | <0.9 | <0.7 | <0.4
runway_days | <=45 | <=21 | <=7
account_outflow_suspect | >0 | >0.02 | >0.1
account_frozen | | | >=1
account_open_overdue_days | >=-10 | >0 | >30
account_filing_overdue_days | >=-10 | >0 | >60
deposit_overdue_days | >=-5 | >0 | >15
guarantee_missing | >=0 | >=30 |
platform_onboarding_overdue_days | >=-7 | >0 | >30
push_overdue_wd | >=0 | >0 | >10
realname_contract_rate | <1 | <0.95 | <0.8
card_bound_rate | <1 | <0.9 | <0.7
attendance_silence_days | >=35 | >=45 | >=60
system_gaps | >=1 | >=3 | >=5
complaint_workers_90d | >=1 | >=5 | >=10
verified_arrears.amount_wan | >0 | >=10 | >=50
verified_arrears.people | >0 | >=10 | >=20
group_petition@区 | >=1 | >=5 |
group_petition@市 | | >=1 | >=5
group_petition@省 | | | >=0
group_petition@京 | | | >=0
repeat_arrears | >=1 | >=2 |
repeat_arrears.within_12_months | | | >=3
tax_overdue_months | >=1 | >=2 | >=3
invoice_drop | >=0.3 | >=0.5 | >=0.7
social_overdue_months | >=1 | >=2 | >=3
insured_drop | >=0.2 | >=0.4 | >=0.6
power_drop | >=0.3 | >=0.5 | >=0.8
water_drop | >=0.3 | >=0.5 | >=0.8
utility_overdue_months | >=1 | >=2 | >=3
judicial_execution | >=1 | >=2 | >=99
registration_abnormal | >=1 | >=2 | >=3
deferral_open | | >=1 | >=2
gc_contagion | >=1 | >=2 |
`;

const expected = table
	.trim()
	.split('\n')
	.flatMap((line) => {
		const [key, ...levels] = line.split('|').map((cell) => cell.trim());
		return levels.flatMap((level, index) => (level ? [`${key} ${index + 1} ${level}`] : []));
	})
	.sort();

describe.each(codes)('%s', (code) => {
	const policy = loadPolicy(code);

	test('holds every threshold of the indicator tables, exactly', () => {
		const actual = thresholdsOn(policy, day).map((row) => {
			const measure = row.measure && `.${row.measure}`;
			const band = row.band && `@${row.band}`;
			return `${row.indicator}${measure}${band} ${row.severity} ${row.op}${row.bound}`;
		});
		expect(actual.sort()).toEqual(expected);
	});

	test('says of every threshold its unit, its source and when that was checked', () => {
		for (const row of thresholdsOn(policy, day)) {
			expect(row.unit).not.toBe('');
			expect(row.reference).not.toBe('');
			expect(row.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
			if (row.basis === 'proposal') expect(row.reference).toContain('示例');
		}
	});

	test('holds no threshold before the 条例 came into force, and all of them on that day', () => {
		expect(thresholdsOn(policy, '2018-07-30')).toEqual([]);
		expect(thresholdsOn(policy, '2020-05-01')).toHaveLength(expected.length);
	});
});

const parameters: Readonly<Record<Exclude<ParameterName, 'minimum_wage_monthly_yuan'>, number>> = {
	push_limit_wd: 5,
	account_open_days: 30,
	account_filing_days: 30,
	deposit_notice_days: 15,
	deposit_contract_wd: 20,
	platform_min_contract_wan: 300,
	platform_min_months: 3,
	platform_join_days: 30,
	exit_settle_grace_days: 7,
	wage_days_per_month: 21.75,
	low_pay_min_work_days: 10,
	paid_headcount_min_work_days: 3,
	default_pay_grace_days: 15,
	runway_regular_gap_days: 38,
	runway_noise_share: 0.05,
	runway_late_days: 7,
	outflow_window_days: 90,
	clue_window_days: 90,
	repeat_window_months: 24,
	repeat_red_window_months: 12,
	inspection_window_days: 180,
	legal_rep_window_days: 90,
	execution_window_months: 24,
	alert_confirm_runs: 2,
	alert_relapse_days: 60,
	snooze_max_days: 90,
	exemption_max_days: 180,
	retention_years: 3,
	related_hub_projects: 60,
	area_small_number: 5,
	area_window_days: 28,
	area_blue_share: 0.2,
	area_yellow_share: 0.3,
	area_red_share: 0.15,
	area_red_count: 2,
	area_rise: 0.15,
	area_red_workers: 300,
	task_force_amount_wan: 50,
	task_force_people: 20,
	group_petition_people: 5
};

test.each(codes)(
	'%s states every parameter, and pushes in 5 working days unless it is 高台, in 3',
	(code) => {
		const policy = loadPolicy(code);
		for (const [name, value] of Object.entries(parameters)) {
			const local = code === '620724' && name === 'push_limit_wd' ? 3 : value;
			expect(parameterOn(policy, name as ParameterName, day), name).toBe(local);
		}
		expect(parameterOn(policy, 'minimum_wage_monthly_yuan', day)).toBeGreaterThan(1000);
	}
);
