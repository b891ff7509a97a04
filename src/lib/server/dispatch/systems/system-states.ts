import { z } from 'zod';
import { addMonths } from '$lib/domain/day';
import { systemItems, type SystemItem, type SystemState } from '$lib/domain/system-item';
import type { Policy } from '../../policies/policy';
import type { Params, Reader } from '../../warehouse/warehouse';
import { fundFloorFen } from '../cases/payment-sources';
import { latestJudged } from '../triggers/latest-judged';

/** Wages are looked at over as many months back: older ones say nothing of how they are paid now. */
const payMonths = 3;

/** The condition on a code: one project is found by its own, and no other row of a feed is looked at for it. */
type Only = 'project_code = $project' | 'true';

/** Active projects, one or all. */
const active = (
	only: Only
) => `select project_code, coalesce(is_housing_presale, false) as is_presale from feed_projects
	where known_to is null and status <> '完工' and ${only}`;

/** Lines that an indicator tells, and which. */
const judgedBy = `select * from (values ('labour_fee', 'labour_fee_gap_days'), ('labour_fee', 'labour_fee_shortfall'),
	('realname', 'realname_contract_rate')) as told (item, indicator)`;

const judged = (only: Only) => `
	select p.project_code, i.item,
		case when max(v.severity) > 0 then 'lacking' when max(v.severity) = 0 and max(v.value) is not null then 'met'
			when max(v.null_reason) = 'not_applicable' then 'exempt' end as state,
		cast(null as varchar) as note, cast(null as integer) as batch_id, cast(null as integer) as row_no,
		coalesce(max(case when v.severity > 0 then v.indicator end), max(v.indicator)) as indicator
	from (${active(only)}) p
	cross join (select distinct item from (${judgedBy}) j) i
	left join (
		select x.subject_code, x.indicator, x.severity, x.value, x.null_reason, j.item
		from indicator_value x join (${judgedBy}) j on j.indicator = x.indicator
		where x.run_id = ${latestJudged} and x.subject_type = 'project'
			and ${only === 'true' ? only : 'x.subject_code = $project'}
	) v on v.subject_code = p.project_code and v.item = i.item
	group by p.project_code, i.item`;

const fund = (only: Only, item: 'revolving' | 'reserve', name: string) => `
	select p.project_code, '${item}' as item,
		case when $has_${item} = 0 then 'exempt' when f.balance_fen is null then null
			when f.balance_fen >= $floor_${item} then 'met' else 'lacking' end as state,
		cast(f.as_of as varchar) as note, f.batch_id, f.row_no, cast(null as varchar) as indicator
	from (${active(only)}) p
	left join (
		select balance_fen, as_of, batch_id, row_no from feed_funds
		where known_to is null and fund_name = '${name}' and as_of <= cast($today as date)
		order by feed_funds.as_of desc limit 1
	) f on true`;

/** How wages are paid: both lines out of one look at the payroll, which is the largest of the feeds. */
const wages = (only: Only) => `
	select p.project_code, i.item,
		case when y.known > 0 then case when (case i.item when 'gc_pay' then y.elsewhere else y.in_cash end) = 0
			then 'met' else 'lacking' end end as state,
		cast(null as varchar) as note, case i.item when 'gc_pay' then y.shown.batch else y.shown_cash.batch end as batch_id,
		case i.item when 'gc_pay' then y.shown.line else y.shown_cash.line end as row_no, cast(null as varchar) as indicator
	from (${active(only)}) p
	cross join (select * from (values ('gc_pay'), ('bank_pay')) as told (item)) i
	left join (
		select project_code, count(pay_channel) as known,
			sum(case when pay_channel <> '专户代发' then 1 else 0 end) as elsewhere,
			sum(case when pay_channel = '现金' then 1 else 0 end) as in_cash,
			coalesce(min(case when pay_channel <> '专户代发' then struct_pack(batch := batch_id, line := row_no) end),
				max(struct_pack(batch := batch_id, line := row_no))) as shown,
			coalesce(min(case when pay_channel = '现金' then struct_pack(batch := batch_id, line := row_no) end),
				max(struct_pack(batch := batch_id, line := row_no))) as shown_cash
		from feed_payroll
		where known_to is null and wage_month >= cast($since as date) and paid_fen > 0 and ${only}
		group by project_code
	) y on y.project_code = p.project_code`;

/**
 * The newest row of a project in a feed, or none; whether the feed ever came stands beside it. Counted, not numbered: the
 * engine's planner rewrites `row_number() = 1` and fails on it where a scope stands in the question.
 */
const newest = (only: Only, feed: string, order: string, condition = 'true') => `
	(${active(only)}) p
	cross join (select count(*) as came from (select 1 from feed_${feed} where known_to is null limit 1) any_row) n
	left join (
		select *, count(*) over (partition by project_code order by ${order} rows unbounded preceding) as place
		from feed_${feed} where known_to is null and ${condition} and ${only}
	) r on r.project_code = p.project_code and r.place = 1`;

/**
 * One row an active project: what the feeds tell of a line of 五金五制, with the row or the indicator that tells it; a
 * null state is one that they do not tell. A feed that never came tells nothing; one that came and names no such project
 * says that it is lacking.
 */
const questions = (only: Only): readonly string[] => [
	`select p.project_code, 'guarantee' as item,
		case when r.project_code is null then case when n.came > 0 then 'lacking' end
			when r.valid_to is null or r.valid_to >= cast($today as date) then 'met' else 'lacking' end as state,
		concat_ws(' ', r.issuer, cast(r.valid_to as varchar)) as note, r.batch_id, r.row_no, cast(null as varchar) as indicator
	from ${newest(only, 'guarantees', `coalesce(valid_to, date '9999-12-31') desc, row_no`, 'coalesce(issued_at <= cast($today as date), true)')}`,
	`select p.project_code, 'deposit' as item,
		case when r.project_code is null then case when n.came > 0 then 'lacking' end
			when r.waiver = '免存' then 'exempt'
			when r.lodged_at <= cast($today as date) and r.returned_at is null
				and (r.valid_to is null or r.valid_to >= cast($today as date)) then 'met'
			else 'lacking' end as state,
		concat_ws(' ', r.form, cast(r.lodged_at as varchar)) as note, r.batch_id, r.row_no, cast(null as varchar) as indicator
	from ${newest(only, 'deposits', 'row_no')}`,
	fund(only, 'revolving', '应急周转金'),
	fund(only, 'reserve', '应急储备金'),
	`select p.project_code, 'presale' as item,
		case when not p.is_presale then 'exempt' when r.project_code is null then null
			when r.balance_fen > 0 then 'met' else 'lacking' end as state,
		cast(r.as_of as varchar) as note, r.batch_id, r.row_no, cast(null as varchar) as indicator
	from ${newest(only, 'presale_accounts', 'feed_presale_accounts.as_of desc', 'as_of <= cast($today as date)')}`,
	judged(only),
	wages(only),
	`select p.project_code, 'account' as item,
		case when r.project_code is null then case when n.came > 0 then 'lacking' end
			when r.status = '正常' and r.filed_at <= cast($today as date) then 'met' else 'lacking' end as state,
		concat_ws(' ', r.bank_name, r.status) as note, r.batch_id, r.row_no, cast(null as varchar) as indicator
	from ${newest(only, 'special_accounts', `case when status = '正常' then 0 else 1 end, opened_at desc, row_no`)}`
];

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
	const values: Params = {
		today,
		project: projectCode ?? null,
		since: addMonths(`${today.slice(0, 7)}-01`, -payMonths),
		has_revolving: has('revolving'),
		has_reserve: has('reserve'),
		floor_revolving: fundFloorFen(policy, 'revolving', today),
		floor_reserve: fundFloorFen(policy, 'reserve', today)
	};
	const answers = await Promise.all(
		questions(projectCode === undefined ? 'true' : 'project_code = $project').map((sql) =>
			reader.read(
				sql,
				Object.fromEntries(Object.entries(values).filter(([name]) => new RegExp(`\\$${name}\\b`).test(sql))),
				row
			)
		)
	);
	const rows = answers.flat();
	const marks = await reader.read(
		`select project_code, item, state, strftime(acted_at, '%Y-%m-%d %H:%M') as at, actor, words from (
			select *, count(*) over (partition by project_code, item order by acted_at desc rows unbounded preceding) as place
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
