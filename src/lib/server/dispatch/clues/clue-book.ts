import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { clueClock, type ClueClock, type ClueLimits, type ClueStep } from '$lib/domain/clue-clock';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { addDays } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import { addWorkdays, type WorkCalendar } from '../../policies/calendar';
import { valueOn } from '../../policies/dated';
import { roleNames } from '../../policies/pack-words';
import type { Policy, RoutingRule } from '../../policies/policy';
import { routingRuleFor } from '../../policies/routing';
import type { Reader, Warehouse } from '../../warehouse/warehouse';
import { entriesOf, standing } from './clue-act-back';
import { clueStays, standingStays } from './clue-stays';

export type ClueActKind = 'assigned' | 'feedback' | 'progress' | 'transferred' | 'closed' | 'told';

export interface ClueAct {
	readonly act: ClueActKind;
	readonly at: string;
	readonly actor: string;
	readonly unit: string | null;
	readonly person: string | null;
	readonly routingRule: string | null;
	readonly words: string | null;
}

/** An entry in the book of a clue: an act, or that the one before it was taken back. */
export interface ClueEntry extends Omit<ClueAct, 'act'> {
	readonly act: ClueActKind | 'taken_back';
	readonly actorId: string;
	/** An act that was taken back; it counts for nothing. */
	readonly isTakenBack: boolean;
}

/** A clue with its course and where its clock stands. */
export interface Clue {
	readonly no: string;
	readonly receivedAt: string;
	readonly channel: string;
	readonly projectCode: string | null;
	readonly uscc: string | null;
	readonly name: string | null;
	readonly street: string | null;
	readonly department: string | null;
	readonly workers: number | null;
	readonly amountFen: number | null;
	readonly validity: string | null;
	readonly isGroup: boolean;
	readonly caseNo: string | null;
	readonly routing: RoutingRule | null;
	/** What counts: every act that was not taken back. */
	readonly acts: readonly ClueAct[];
	/** The whole book in order, with what was taken back. */
	readonly entries: readonly ClueEntry[];
	/** The day on which the last of its cases was closed by its supplier; null where one is open or none was made. */
	readonly closedAt: string | null;
	readonly clock: ClueClock;
}

/** What the clock and the routing need beside the rows. */
export interface ClueRules {
	readonly policy: Policy;
	readonly calendar: WorkCalendar;
}

const clueRow = z.object({
	clue_no: z.string(),
	received_at: z.string(),
	channel: z.string(),
	project_code: z.string().nullable(),
	uscc: z.string().nullable(),
	name: z.string().nullable(),
	street: z.string().nullable(),
	department: z.string().nullable(),
	project_class: z.string().nullable(),
	funding_type: z.string().nullable(),
	tender_by: z.string().nullable(),
	sector: z.string().nullable(),
	worker_count: z.coerce.number().nullable(),
	amount_fen: z.coerce.number().nullable(),
	validity: z.string().nullable(),
	is_group: z.boolean().nullable(),
	case_no: z.string().nullable(),
	closed_at: z.string().nullable()
});
const actRow = z.object({
	clue_no: z.string(),
	act: z.enum(['assigned', 'feedback', 'progress', 'transferred', 'closed', 'told', 'taken_back']),
	acted_at: z.string(),
	actor_id: z.string(),
	actor: z.string(),
	unit: z.string().nullable(),
	person: z.string().nullable(),
	routing_rule: z.string().nullable(),
	words: z.string().nullable(),
	is_taken_back: z.boolean()
});
const isAct = (entry: ClueEntry): entry is ClueEntry & ClueAct => entry.act !== 'taken_back';

/** Clues older than this without any act are history from before the product, not late work. */
const openWindowDays = 30;

/** The days of the “12345”, as the pack gives them on a day. */
export function clueLimits({ policy }: ClueRules, day: string): ClueLimits & { readonly working: boolean } {
	const of = (id: string, usual: number) => {
		const limit = policy.clocks.find((clock) => clock.id === id)?.limit;
		return limit === undefined ? usual : (valueOn(limit, day)?.value ?? usual);
	};
	return {
		assign: of('clue_assign', 1),
		feedback: of('clue_feedback', 2),
		reminder: of('clue_reminder', 3),
		report: of('clue_report', 4),
		weekday: of('clue_weekly', 5),
		working: policy.clocks.find((clock) => clock.id === 'clue_assign')?.day_kind === 'working'
	};
}

function stepsOf(acts: readonly ClueAct[], caseClosed: string | null): ClueStep[] {
	const steps = acts.flatMap(({ act, at }): ClueStep[] =>
		act === 'told' ? [] : [{ kind: act, day: at.slice(0, 10) }]
	);
	return caseClosed === null ? steps : [...steps, { kind: 'closed', day: caseClosed }];
}

/** Clues of the last month, and older ones that somebody has begun to handle; newest first. */
export async function clueList(
	reader: Reader,
	rules: ClueRules,
	today: string,
	clueNo?: string
): Promise<Clue[]> {
	const rows = await reader.read(
		`select c.clue_no, strftime(c.received_at, '%Y-%m-%d %H:%M') as received_at, c.channel, c.project_code,
			coalesce(c.uscc, p.gc_uscc) as uscc, coalesce(p.project_name, e.name) as name, coalesce(p.street, c.street) as street,
			p.industry_dept as department, p.project_class, p.funding_type, p.tender_by, p.sector, c.worker_count, c.amount_fen,
			c.validity, c.is_group, k.case_no, cast(k.closed_at as varchar) as closed_at
		from feed_clues c
		left join feed_projects p on p.project_code = c.project_code and p.known_to is null
		left join feed_enterprises e on e.uscc = c.uscc and e.known_to is null
		left join (
			select clue_no, min(case_no) as case_no, case when count(*) = count(closed_at) then max(closed_at) end as closed_at
			from feed_cases where known_to is null group by clue_no
		) k on k.clue_no = c.clue_no
		left join (select distinct clue_no from clue_act) a on a.clue_no = c.clue_no
		where c.known_to is null and coalesce(c.validity, '待核') not in ('无效', '非本辖区')
			and cast(c.received_at as date) <= cast($today as date)
			and ($no is null or c.clue_no = $no)
			and ($no is not null or a.clue_no is not null or cast(c.received_at as date) > cast($since as date))
		order by c.received_at desc, c.clue_no`,
		{ today, since: addDays(today, -openWindowDays), no: clueNo ?? null },
		clueRow
	);
	const book = await reader.read(
		`select clue_no, act, strftime(moment, '%Y-%m-%d %H:%M') as acted_at, actor_id, actor, unit, person, routing_rule,
			words, is_taken_back
		from (
			select a.clue_no, a.act, a.acted_at as moment, a.actor_id, a.actor, a.unit, a.person, a.routing_rule, a.words,
				not ${standing('a')} as is_taken_back
			from clue_act a where ($no is null or a.clue_no = $no)
			union all
			select k.clue_no, 'taken_back', k.acted_at, k.actor_id, k.actor, null, null, null, k.words, false
			from clue_act_back k where ($no is null or k.clue_no = $no)
		) entry
		order by moment, act = 'taken_back'`,
		{ no: clueNo ?? null },
		actRow
	);
	const books = Map.groupBy(book, ({ clue_no }) => clue_no);
	const stays = await clueStays(reader, clueNo);
	const limits = clueLimits(rules, today);
	const later = (day: string, count: number) =>
		limits.working ? addWorkdays(rules.calendar, day, count) : addDays(day, count);
	return rows.map((row) => {
		const entries = (books.get(row.clue_no) ?? []).map(
			({ acted_at, actor_id, routing_rule, is_taken_back, clue_no: _no, ...entry }): ClueEntry => ({
				...entry,
				at: acted_at,
				actorId: actor_id,
				routingRule: routing_rule,
				isTakenBack: is_taken_back
			})
		);
		const own = entries.filter(isAct).filter(({ isTakenBack }) => !isTakenBack);
		return {
			no: row.clue_no,
			receivedAt: row.received_at,
			channel: row.channel,
			projectCode: row.project_code,
			uscc: row.uscc,
			name: row.name,
			street: row.street,
			department: row.department,
			workers: row.worker_count,
			amountFen: row.amount_fen,
			validity: row.validity,
			isGroup: row.is_group ?? false,
			caseNo: row.case_no,
			routing: routingRuleFor(rules.policy, {
				subject: row.project_code === null ? 'enterprise' : 'project',
				project_class: row.project_class ?? undefined,
				funding_type: row.funding_type ?? undefined,
				tender_by: row.tender_by ?? undefined,
				sector: row.sector ?? undefined
			}),
			acts: own,
			entries,
			closedAt: row.closed_at,
			clock: clueClock(
				row.received_at.slice(0, 10),
				stepsOf(own, row.closed_at),
				today,
				limits,
				later,
				standingStays(stays.get(row.clue_no) ?? [])
			)
		};
	});
}

/** The unit that a routing rule means for a clue, in words. */
export function proposedUnit(
	{ routing, department, street }: Pick<Clue, 'routing' | 'department' | 'street'>,
	policy: Policy
): string {
	const lead = policy.departments.find(({ role }) => role === 'lead')?.name ?? '人社部门';
	if (routing === null) return lead;
	switch (routing.main) {
		case 'unit':
			return street ?? '属地街道';
		case 'industry_department':
			return department ?? '行业主管部门';
		case 'department':
			return (
				policy.departments.find(({ id }) => id === routing.department)?.name ?? routing.department ?? lead
			);
		case 'hrss':
			return lead;
		case 'functional_area':
			return (
				policy.departments.find(({ role, name }) => role === 'unit' && name.endsWith('管委会'))?.name ??
				roleNames.functional_area
			);
		default:
			return roleNames[routing.main];
	}
}

export interface NewClueAct {
	readonly act: ClueActKind;
	readonly unit?: string;
	readonly person?: string;
	readonly routingRule?: string;
	readonly words?: string;
	/** How many entries the person saw; another number means that somebody was quicker. */
	readonly seen: number;
}

/** Keeps an act on a clue. @throws RiskError CLUE_MOVED, CLUE_INCOMPLETE */
export async function actOnClue(
	warehouse: Warehouse,
	clock: Clock,
	clue: Clue,
	given: NewClueAct,
	actor: Actor
): Promise<void> {
	if (given.act === 'assigned' && (!given.unit?.trim() || !given.person?.trim()))
		throw new RiskError('CLUE_INCOMPLETE', '交办要写明具体单位和责任人，请补全后再交办。');
	if (given.act === 'transferred' && !given.unit?.trim())
		throw new RiskError('CLUE_INCOMPLETE', '移交要写明接收单位，请补全后再提交。');
	if (given.act !== 'assigned' && !given.words?.trim())
		throw new RiskError('CLUE_INCOMPLETE', '请写明办理情况后再提交。');
	await warehouse.write(async (tx) => {
		if ((await entriesOf(tx, clue.no)) !== given.seen)
			throw new RiskError('CLUE_MOVED', '刚才已有人办理了这条线索，您的内容没有提交；请看最新情况后再办。');
		await tx.run(
			`insert into clue_act values ($no, $project, $uscc, $street, $act, cast($at as timestamp), $actor_id, $actor,
				$unit, $person, $rule, $words)`,
			{
				no: clue.no,
				project: clue.projectCode,
				uscc: clue.uscc,
				street: clue.street,
				act: given.act,
				at: shanghaiTime(clock()),
				actor_id: actor.id,
				actor: actor.name,
				unit: given.unit ?? null,
				person: given.person ?? null,
				rule: given.routingRule ?? null,
				words: given.words ?? null
			}
		);
	});
}
