import { z } from 'zod';
import { fundFloorFen, fundNames } from '../cases/payment-sources';
import { heads } from './ledger';
import { lastQuarter } from './periods';
import { inFormUnit, printed, type Report, type ReportDefinition } from './report';

const fund = z.object({
	fund_name: z.string(),
	as_of: z.string(),
	floor_fen: z.coerce.number().nullable(),
	balance_fen: z.coerce.number()
});
const use = z.object({
	txn_no: z.string(),
	fund_name: z.string(),
	txn_date: z.string(),
	case_no: z.string().nullable(),
	purpose: z.string().nullable(),
	amount_fen: z.coerce.number(),
	recovered_fen: z.coerce.number().nullable(),
	recover_due: z.string().nullable(),
	topped_up_at: z.string().nullable()
});

/** Self-check of the emergency funds: balance against floor, what was used, what has not come back. */
export default {
	id: 'fund_check',
	zh: '应急资金自查表',
	period: lastQuarter,
	async build({ reader, policy, from, to }): Promise<Report> {
		const told = await reader.read(
			`select fund_name, cast(as_of as varchar) as as_of, floor_fen, balance_fen from (
				select *, row_number() over (partition by fund_name order by as_of desc) as place
				from feed_funds where known_to is null and as_of <= cast($to as date)
			) f where place = 1 order by fund_name`,
			{ to },
			fund
		);
		// The floor of the local document holds; the supplier's own figure only where the document names none.
		const funds = told.map((one) => {
			const id = Object.keys(fundNames).find((each) => fundNames[each] === one.fund_name) ?? '';
			return { ...one, floor_fen: fundFloorFen(policy, id, to) || one.floor_fen };
		});
		const uses = await reader.read(
			`select txn_no, fund_name, cast(txn_date as varchar) as txn_date, case_no, purpose, amount_fen,
				recovered_amount_fen as recovered_fen, cast(recover_due as varchar) as recover_due,
				cast(topped_up_at as varchar) as topped_up_at
			from feed_fund_transactions
			where known_to is null and txn_date <= cast($to as date)
				and (txn_date >= cast($from as date) or amount_fen > coalesce(recovered_amount_fen, 0))
			order by txn_date, txn_no`,
			{ from, to },
			use
		);
		const short = funds.filter(({ balance_fen, floor_fen }) => floor_fen !== null && balance_fen < floor_fen);
		const owed = uses.reduce((sum, one) => sum + Math.max(0, one.amount_fen - (one.recovered_fen ?? 0)), 0);
		const late = uses.filter(
			(one) => one.recover_due !== null && one.recover_due < to && one.amount_fen > (one.recovered_fen ?? 0)
		);
		return {
			title: '农民工工资应急资金自查表',
			heads: heads(policy, to),
			opening: [
				funds.length === 0
					? '没有收到应急资金余额数据，本表无法判断是否足额，请向财政部门索取。'
					: short.length === 0
						? '各项应急资金余额不低于规定额度。'
						: `${short.map(({ fund_name, balance_fen, floor_fen }) => `${fund_name}余额 ${printed('wan', balance_fen)} 万元，低于规定额度 ${printed('wan', floor_fen)} 万元`).join('；')}，请及时补足。`,
				`尚未追回 ${printed('wan', owed)} 万元，其中 ${late.length} 笔已过追偿期限。`
			],
			tables: [
				{
					name: '资金余额',
					columns: [
						{ zh: '资金名称', kind: 'text', width: 16 },
						{ zh: '余额日期', kind: 'date', width: 12 },
						{ zh: '规定额度（万元）', kind: 'wan', width: 16 },
						{ zh: '余额（万元）', kind: 'wan', width: 14 },
						{ zh: '差额（万元）', kind: 'wan', width: 14 }
					],
					rows: funds.map(({ fund_name, as_of, floor_fen, balance_fen }) => [
						fund_name,
						as_of,
						floor_fen,
						balance_fen,
						floor_fen === null ? null : balance_fen - floor_fen
					]),
					empty: '没有收到余额数据。'
				},
				{
					name: '动用与追偿',
					columns: [
						{ zh: '编号', kind: 'text', width: 18 },
						{ zh: '资金名称', kind: 'text', width: 14 },
						{ zh: '日期', kind: 'date', width: 12 },
						{ zh: '案件编号', kind: 'text', width: 20 },
						{ zh: '用途', kind: 'text', width: 12 },
						{ zh: '金额（万元）', kind: 'wan', width: 12 },
						{ zh: '已追回（万元）', kind: 'wan', width: 14 },
						{ zh: '追偿期限', kind: 'date', width: 12 },
						{ zh: '补足日期', kind: 'date', width: 12 }
					],
					rows: uses.map((one) => [
						one.txn_no,
						one.fund_name,
						one.txn_date,
						one.case_no,
						one.purpose,
						one.amount_fen,
						one.recovered_fen,
						one.recover_due,
						one.topped_up_at
					]),
					empty: '本期没有动用应急资金。'
				}
			],
			closing: [],
			figures: {
				funds: funds.length,
				short: short.length,
				not_recovered_wan: inFormUnit('wan', owed),
				late_recoveries: late.length
			}
		};
	}
} satisfies ReportDefinition;
