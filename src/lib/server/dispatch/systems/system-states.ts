import { z } from 'zod';
import { addMonths } from '$lib/domain/day';
import { systemItems, type SystemItem, type SystemState } from '$lib/domain/system-item';
import type { Policy } from '../../policies/policy';
import type { Reader } from '../../warehouse/warehouse';
import { fundFloorFen } from '../cases/payment-sources';
import { latestJudged } from '../triggers/latest-judged';

/** Wages are looked at over as many months back: older ones say nothing of how they are paid now. */
const payMonths = 3;

const judged = (item: SystemItem, indicators: string) => `
	select p.project_code, '${item}' as item,
		case when max(v.severity) > 0 then 'lacking' when max(v.severity) = 0 and max(v.value) is not null then 'met'
			when max(v.null_reason) = 'not_applicable' then 'exempt' end as state,
		cast(null as varchar) as note, cast(null as integer) as batch_id, cast(null as integer) as row_no,
		coalesce(max(case when v.severity > 0 then v.indicator end), max(v.indicator)) as indicator
	from active p
	left join indicator_value v on v.run_id = ${latestJudged} and v.subject_type = 'project'
		and v.subject_code = p.project_code and v.indicator in (${indicators})
	group by p.project_code`;

const fund = (item: 'revolving' | 'reserve') => `
	select p.project_code, '${item}' as item,
		case when $has_${item} = 0 then 'exempt' when f.balance_fen is null then null
			when f.balance_fen >= $floor_${item} then 'met' else 'lacking' end as state,
		cast(f.as_of as varchar) as note, f.batch_id, f.row_no, cast(null as varchar) as indicator
	from active p
	left join (
		select balance_fen, as_of, batch_id, row_no from feed_funds
		where known_to is null and fund_name = '${item === 'revolving' ? '应急周转金' : '应急储备金'}' and as_of <= cast($today as date)
		order by feed_funds.as_of desc limit 1
	) f on true`;

/**
 * One row an active project and line of 五金五制: what the feeds tell, with the row or the indicator that tells it; a null
 * state is one that they do not tell. A feed that never came tells nothing; one that came and names no such project says
 * that it is lacking.
 */
const statesSql = `
	with active as (
		select project_code, coalesce(is_housing_presale, false) as is_presale from feed_projects
		where known_to is null and status <> '完工' and ($project is null or project_code = $project)
	),
	guarantee as (
		select project_code, issuer, valid_to, batch_id, row_no,
			row_number() over (partition by project_code order by coalesce(valid_to, date '9999-12-31') desc, row_no) as place
		from feed_guarantees where known_to is null and (issued_at is null or issued_at <= cast($today as date))
	),
	deposit as (
		select project_code, form, waiver, lodged_at, valid_to, returned_at, batch_id, row_no from feed_deposits
		where known_to is null
	),
	account as (
		select project_code, bank_name, status, filed_at, batch_id, row_no,
			row_number() over (partition by project_code order by case status when '正常' then 0 else 1 end, opened_at desc, row_no) as place
		from feed_special_accounts where known_to is null
	),
	presale as (
		select project_code, balance_fen, as_of, batch_id, row_no,
			row_number() over (partition by project_code order by feed_presale_accounts.as_of desc) as place
		from feed_presale_accounts where known_to is null and as_of <= cast($today as date)
	),
	pay as (
		select project_code, count(pay_channel) as known, sum(case when pay_channel <> '专户代发' then 1 else 0 end) as aside,
			sum(case when pay_channel = '现金' then 1 else 0 end) as cash
		from feed_payroll
		where known_to is null and wage_month >= cast($since as date) and paid_fen > 0
			and ($project is null or project_code = $project)
		group by project_code
	)
	select p.project_code, 'guarantee' as item,
		case when g.project_code is null then case when exists (select 1 from guarantee) then 'lacking' end
			when g.valid_to is null or g.valid_to >= cast($today as date) then 'met' else 'lacking' end as state,
		concat_ws(' ', g.issuer, cast(g.valid_to as varchar)) as note, g.batch_id, g.row_no, cast(null as varchar) as indicator
	from active p left join guarantee g on g.project_code = p.project_code and g.place = 1
	union all
	select p.project_code, 'deposit',
		case when d.project_code is null then case when exists (select 1 from deposit) then 'lacking' end
			when d.waiver = '免存' then 'exempt'
			when d.lodged_at <= cast($today as date) and d.returned_at is null
				and (d.valid_to is null or d.valid_to >= cast($today as date)) then 'met'
			else 'lacking' end,
		concat_ws(' ', d.form, cast(d.lodged_at as varchar)), d.batch_id, d.row_no, null
	from active p left join deposit d on d.project_code = p.project_code
	union all ${fund('revolving')}
	union all ${fund('reserve')}
	union all
	select p.project_code, 'presale',
		case when not p.is_presale then 'exempt' when s.project_code is null then null
			when s.balance_fen > 0 then 'met' else 'lacking' end,
		cast(s.as_of as varchar), s.batch_id, s.row_no, null
	from active p left join presale s on s.project_code = p.project_code and s.place = 1
	union all ${judged('labour_fee', "'labour_fee_gap_days', 'labour_fee_shortfall'")}
	union all
	select p.project_code, 'gc_pay', case when y.known > 0 then case when y.aside = 0 then 'met' else 'lacking' end end,
		cast(null as varchar), null, null, null
	from active p left join pay y on y.project_code = p.project_code
	union all
	select p.project_code, 'account',
		case when a.project_code is null then case when exists (select 1 from account) then 'lacking' end
			when a.status = '正常' and a.filed_at <= cast($today as date) then 'met' else 'lacking' end,
		concat_ws(' ', a.bank_name, a.status), a.batch_id, a.row_no, null
	from active p left join account a on a.project_code = p.project_code and a.place = 1
	union all
	select p.project_code, 'bank_pay', case when y.known > 0 then case when y.cash = 0 then 'met' else 'lacking' end end,
		cast(null as varchar), null, null, null
	from active p left join pay y on y.project_code = p.project_code
	union all ${judged('realname', "'realname_contract_rate'")}`;

const row = z.object({
	project_code: z.string(),
	item: z.enum(systemItems),
	state: z.enum(['met', 'lacking', 'exempt']).nullable(),
	note: z.string().nullable(),
	batch_id: z.coerce.number().nullable(),
	row_no: z.coerce.number().nullable(),
	indicator: z.string().nullable()
});

const markRow = z.object({
	project_code: z.string(),
	item: z.enum(systemItems),
	state: z.enum(['met', 'lacking', 'exempt']),
	at: z.string(),
	actor: z.string(),
	words: z.string()
});

/** What a person answered where no feed tells. */
export interface SystemMark {
	readonly state: SystemState;
	readonly at: string;
	readonly actor: string;
	readonly words: string;
}

export interface SystemLine {
	readonly projectCode: string;
	readonly item: SystemItem;
	/** What the feeds tell, else what a person answered; null where nobody has. */
	readonly state: SystemState | null;
	readonly note: string | null;
	readonly batchId: number | null;
	readonly rowNo: number | null;
	/** The indicator whose figure tells it. */
	readonly indicator: string | null;
	/** The newest answer by hand; it counts only where the feeds do not tell. */
	readonly mark: SystemMark | null;
}

/** Lines of 五金五制 on a day, of every active project or of one, in the order of the document. */
export async function systemStates(
	reader: Reader,
	policy: Policy,
	today: string,
	projectCode?: string
): Promise<SystemLine[]> {
	const has = (id: string) =>
		policy.funds.some((one) => one.id === id && one.per === 'jurisdiction') ? 1 : 0;
	const rows = await reader.read(
		statesSql,
		{
			today,
			project: projectCode ?? null,
			since: addMonths(`${today.slice(0, 7)}-01`, -payMonths),
			has_revolving: has('revolving'),
			has_reserve: has('reserve'),
			floor_revolving: fundFloorFen(policy, 'revolving', today),
			floor_reserve: fundFloorFen(policy, 'reserve', today)
		},
		row
	);
	const marks = await reader.read(
		`select project_code, item, state, strftime(acted_at, '%Y-%m-%d %H:%M') as at, actor, words from (
			select *, row_number() over (partition by project_code, item order by acted_at desc) as place
			from system_mark where ($project is null or project_code = $project)
		) m where place = 1`,
		{ project: projectCode ?? null },
		markRow
	);
	const markOf = new Map(
		marks.map(({ project_code, item, ...mark }) => [`${project_code} ${item}`, mark] as const)
	);
	return rows
		.map((one): SystemLine => {
			const mark = markOf.get(`${one.project_code} ${one.item}`) ?? null;
			return {
				projectCode: one.project_code,
				item: one.item,
				state: one.state ?? mark?.state ?? null,
				note: one.note || null,
				batchId: one.batch_id,
				rowNo: one.row_no,
				indicator: one.state === null ? null : one.indicator,
				mark: one.state === null ? mark : null
			};
		})
		.sort(
			(a, b) =>
				a.projectCode.localeCompare(b.projectCode) ||
				systemItems.indexOf(a.item) - systemItems.indexOf(b.item)
		);
}
