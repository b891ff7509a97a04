import { z } from 'zod';
import { dueBefore } from '$lib/domain/clue-clock';
import { addDays } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import type { WorkCalendar } from '../../policies/calendar';
import type { Policy } from '../../policies/policy';
import type { Reader } from '../../warehouse/warehouse';
import { indicators } from '../../indicators/registry';
import { clueList, proposedUnit } from '../clues/clue-book';
import { isOf, isReleased, silenceItems } from '../supply/silence-book';
import { isMissed, supplies } from '../supply/supplies';
import { agendaKinds, type AgendaItem, type AgendaKind } from './snapshot';

export interface AgendaContext {
	readonly reader: Reader;
	readonly policy: Policy;
	readonly calendar: WorkCalendar;
	/** 'YYYY-MM-DD': the day of the meeting. */
	readonly day: string;
	/** The day that "since last time" means. */
	readonly before: string;
	/** Whether the reader sees a part only: a feed is of the whole district and stands on no such agenda. */
	readonly isPart?: boolean;
}

const runRow = z.object({ run_id: z.number(), as_of: z.string() });

/** The scoring that a meeting looks at. @throws RiskError NOT_SCORED */
export async function runFor(reader: Reader, day: string): Promise<{ runId: number; asOf: string }> {
	const found = await runOn(reader, day);
	if (found === null) {
		throw new RiskError(
			'NOT_SCORED',
			`${day} 及以前没有评分结果，会议材料无从生成；请先运行 xinshao score --as-of ${day}。`
		);
	}
	return found;
}

async function runOn(reader: Reader, day: string): Promise<{ runId: number; asOf: string } | null> {
	const [row] = await reader.read(
		`select run_id, cast(as_of as varchar) as as_of from score_run
		where series = 'current' and as_of <= cast($day as date) order by as_of desc, run_id desc limit 1`,
		{ day },
		runRow
	);
	return row ? { runId: row.run_id, asOf: row.as_of } : null;
}

const projectRow = z.object({
	code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	unit: z.string().nullable(),
	tier: z.number().nullable(),
	tier_before: z.number().nullable(),
	was_known: z.boolean(),
	was_red_before: z.boolean(),
	fired: z.string(),
	workers: z.coerce.number(),
	unpaid_fen: z.coerce.number()
});

const wan = (fen: number) => (fen / 1_000_000).toFixed(2);
const labelOf = (id: string) => indicators.get(id)?.label.zh ?? id;

/** Days in which a project that was red, and was not a meeting ago, counts as relapsed. */
const relapseDays = 60;

async function projectItems({ reader, before, day }: AgendaContext, runId: number): Promise<AgendaItem[]> {
	const earlier = await runOn(reader, before);
	const rows = await reader.read(
		`select t.subject_code as code, t.name, t.street, p.industry_dept as unit, t.tier, b.tier as tier_before,
			b.subject_code is not null as was_known, r.subject_code is not null as was_red_before, t.fired,
			t.workers_exposed as workers, t.unpaid_fen
		from tier_result t
		left join tier_result b on b.run_id = $before and b.subject_type = 'project' and b.subject_code = t.subject_code
		left join (
			select distinct h.subject_code from tier_result h join score_run s on s.run_id = h.run_id
			where h.subject_type = 'project' and h.tier = 3 and s.series = 'current'
				and s.as_of < cast($before_day as date) and s.as_of >= cast($since as date)
		) r on r.subject_code = t.subject_code
		left join feed_projects p on p.project_code = t.subject_code and p.known_to is null
		where t.run_id = $run and t.subject_type = 'project' and (t.tier = 3 or t.tier > coalesce(b.tier, 9))
		order by t.tier desc, t.priority desc nulls last, t.subject_code`,
		{
			run: runId,
			before: earlier?.runId ?? -1,
			before_day: before,
			since: addDays(day, -relapseDays)
		},
		projectRow
	);
	return rows.map((row) => ({
		kind: kindOf(row),
		subject_type: 'project' as const,
		subject_code: row.code,
		name: row.name,
		street: row.street,
		unit: row.unit,
		tier: row.tier,
		tier_before: row.tier_before,
		reasons: row.fired.split(';').filter(Boolean).map(labelOf),
		workers: row.workers,
		unpaid_fen: row.unpaid_fen,
		fact: `涉及工人 ${row.workers} 人，逾期未付工资 ${wan(row.unpaid_fen)} 万元`,
		promise: null
	}));
}

function kindOf(row: z.infer<typeof projectRow>): AgendaKind {
	if (row.tier !== 3) return 'worsened';
	if (row.was_known && row.tier_before === 3) return 'still_red';
	return row.was_red_before ? 'relapsed' : 'new_red';
}

async function clueItems({ reader, policy, calendar, day }: AgendaContext): Promise<AgendaItem[]> {
	const clues = await clueList(reader, { policy, calendar }, day);
	const next = addDays(day, 7);
	return clues.flatMap((clue) => {
		const kind: AgendaKind | null =
			clue.clock.late > 0 ? 'overdue' : dueBefore(clue.clock, next) ? 'due_soon' : null;
		if (kind === null) return [];
		const assigned = clue.acts.findLast(({ act }) => act === 'assigned');
		const late = clue.clock.late > 0 ? `，已超期 ${clue.clock.late} 天` : '';
		return [
			{
				kind,
				subject_type: 'clue' as const,
				subject_code: clue.no,
				name: clue.name ?? `线索 ${clue.no}`,
				street: clue.street,
				unit: assigned ? `${assigned.unit} ${assigned.person}` : proposedUnit(clue, policy),
				tier: null,
				tier_before: null,
				reasons: [clue.channel],
				workers: clue.workers,
				unpaid_fen: clue.amountFen,
				fact: `${clue.receivedAt.slice(0, 10)} 接收，${{ assign: '尚未交办', feedback: '尚未反馈', weekly: '周调度未报进展', closed: '' }[clue.clock.stage]}，期限 ${clue.clock.due}${late}`,
				promise: null
			}
		];
	});
}

/** Feeds that their suppliers stopped handing over, with who was told of it; the longest silent first. */
async function silentFeeds({ reader, policy, day }: AgendaContext): Promise<AgendaItem[]> {
	const [all, items] = await Promise.all([supplies(reader, policy, day), silenceItems(reader, day)]);
	return all
		.filter((supply) => isMissed(supply) && !isReleased(supply, items))
		.sort((a, b) => b.silentDays - a.silentDays)
		.map(({ feed, supplier, addressee, last, age, allowed }) => {
			const item = items.find((one) => isOf({ feed, supplier })(one) && one.endedOn === null);
			const told = item?.acts.findLast(({ act }) => act === 'told');
			const newest = last === null ? `从未报送，接入已 ${age} 天` : `最近一次 ${last}，已 ${age} 天未报`;
			const promised = told?.promised ? `，答应 ${told.promised} 前报送` : '';
			return {
				kind: 'silent_feed' as const,
				subject_type: 'feed' as const,
				subject_code: supplier === '' ? feed : `${feed} ${supplier}`,
				name: `${feeds.get(feed)?.zh ?? feed}断报`,
				street: null,
				unit: addressee,
				tier: null,
				tier_before: null,
				reasons: [],
				workers: null,
				unpaid_fen: null,
				fact: `${newest}，允许 ${allowed} 天${told ? `；${told.at.slice(0, 10)} 已告知${told.told}${promised}` : ''}`,
				promise: null
			};
		});
}

/** Items of a meeting, in the order in which it goes through them; within a kind the gravest first. */
export async function agendaItems(context: AgendaContext, runId: number): Promise<AgendaItem[]> {
	const items = [
		...(await projectItems(context, runId)),
		...(await clueItems(context)),
		...(context.isPart ? [] : await silentFeeds(context))
	];
	return items
		.map((item, place) => ({ item, place }))
		.sort((a, b) => agendaKinds.indexOf(a.item.kind) - agendaKinds.indexOf(b.item.kind) || a.place - b.place)
		.map(({ item }) => item);
}

const countRow = z.object({ tier: z.number().nullable(), n: z.coerce.number() });

/** Projects by tier of a scoring, under the names that the API uses. */
export async function tierCounts(reader: Reader, runId: number): Promise<Record<string, number>> {
	const rows = await reader.read(
		`select tier, count(*) as n from tier_result where run_id = $run and subject_type = 'project' group by tier`,
		{ run: runId },
		countRow
	);
	const names = ['normal', 'blue', 'yellow', 'red'];
	return Object.fromEntries(rows.map(({ tier, n }) => [tier === null ? 'grey' : (names[tier] ?? ''), n]));
}
