import type { ExampleRow, IndicatorDefinition } from '../definition';
import { project } from '../example-rows';

const roster = [
	{ project_code: 'P1', worker_id_no: 'W1', entry_date: '2026-03-01', exit_date: '2026-08-01' }
];
const out = (payee_id_no: string | null, amount: number, over: ExampleRow = {}) => ({
	txn_no: `T-${payee_id_no}-${amount}`,
	project_code: 'P1',
	txn_time: '2026-09-10 10:00:00',
	direction: '支',
	amount,
	counterparty_type: '工人',
	payee_id_no,
	...over
});
const given = (...account_transactions: ExampleRow[]) => ({
	projects: [project()],
	roster,
	account_transactions
});

/**
 * Money that left the special account in the last 90 days for people who are not on the project's roster,
 * as a share of all that left it.
 * Readings chosen: a payee without an id number is not on the roster; anyone entered on it by the day is, left or not;
 * money out with no roster ever received is missing, as nobody can tell.
 */
export default {
	id: 'account_outflow_suspect',
	group: 'B',
	subject: 'project',
	label: { zh: '专户异常支出占比', en: 'Suspect money out of the account' },
	unit: 'ratio',
	basis: '《保障农民工工资支付条例》第二十六、三十三条',
	meaning: {
		zh: '近 90 天专户支出中，收款人不在本项目花名册上（税费除外）的金额占全部支出的比例。',
		en: 'Of all money out of the special account in 90 days, the share to payees not on the roster, taxes aside.'
	},
	needs: ['account_transactions', 'roster'],
	sql: `
		select
			p.project_code as subject_code,
			case when coalesce(o.outflow_fen, 0) = 0 then 0 else {{ratio(o.suspect_fen, o.outflow_fen)}} end as value,
			case
				when b.project_code is null then 'missing'
				when o.project_code is not null and h.project_code is null then 'missing'
			end as null_reason
		from int_project p
		left join int_account_balance b on b.project_code = p.project_code
		left join int_account_outflow o on o.project_code = p.project_code
		left join int_headcount h on h.project_code = p.project_code`,
	evidence: [
		{
			feed: 'account_transactions',
			where: `r.project_code = $subject and r.direction = '支'
				and r.txn_time < {{as_of}} + 1 and r.txn_time >= {{as_of}} + 1 - {{outflow_window_days}}
				and coalesce(r.counterparty_type, '') <> '税费'
				and not exists (
					select 1 from {{roster}} o
					where o.project_code = r.project_code and o.worker_id_no_key = r.payee_id_no_key
						and o.entry_date <= {{as_of}})`
		}
	],
	examples: [
		{
			name: '支出都给花名册上的人（含已退场）和税费，正常',
			asOf: '2026-09-16',
			rows: given(out('W1', 98), out(null, 2, { counterparty_type: '税费' })),
			expect: { value: 0, severity: 0 }
		},
		{
			name: '恰为 0.02，为蓝',
			asOf: '2026-09-16',
			rows: given(out('W1', 98), out('W9', 2)),
			expect: { value: 0.02, severity: 1 }
		},
		{
			name: '超过 0.02，为黄',
			asOf: '2026-09-16',
			rows: given(out('W1', 97.99), out('W9', 2.01)),
			expect: { value: 0.0201, severity: 2 }
		},
		{
			name: '恰为 0.10，仍为黄；没有证件号码的收款人不在花名册上',
			asOf: '2026-09-16',
			rows: given(out('W1', 90), out(null, 10, { counterparty_type: '总包' })),
			expect: { value: 0.1, severity: 2 }
		},
		{
			name: '超过 0.10，为红',
			asOf: '2026-09-16',
			rows: given(out('W1', 89.99), out('W9', 10.01)),
			expect: { value: 0.1001, severity: 3 }
		},
		{
			name: '90 天前当天的支出不计，次日的要计',
			asOf: '2026-09-16',
			rows: given(
				out('W9', 100, { txn_time: '2026-06-18 23:59:59' }),
				out('W1', 100, { txn_time: '2026-06-19 00:00:00' })
			),
			expect: { value: 0, severity: 0 }
		},
		{
			name: '只有收入、没有支出，为 0',
			asOf: '2026-09-16',
			rows: given(out('W9', 100, { direction: '收' })),
			expect: { value: 0, severity: 0 }
		},
		{
			name: '有支出而从未收到花名册，无法判断',
			asOf: '2026-09-16',
			rows: { projects: [project()], account_transactions: [out('W1', 100)] },
			expect: { value: null, severity: null, nullReason: 'missing' }
		},
		{
			name: '从未收到流水，无法判断',
			asOf: '2026-09-16',
			rows: { projects: [project()], roster },
			expect: { value: null, severity: null, nullReason: 'missing' }
		}
	]
} as const satisfies IndicatorDefinition;
