import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { addDays, isDay } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import type { WorkCalendar } from '../../policies/calendar';
import type { Policy } from '../../policies/policy';
import type { Reader, Warehouse } from '../../warehouse/warehouse';
import { agendaItems, runFor, tierCounts } from './agenda';
import { visibleCodes } from './visible-codes';
import { snapshotShape, type AgendaItem, type Snapshot } from './snapshot';

/** What a meeting needs of the installation. */
export interface MeetingRoom {
	readonly warehouse: Warehouse;
	readonly policy: Policy;
	readonly calendar: WorkCalendar;
	readonly clock: Clock;
}

export interface Decision {
	readonly subjectType: string;
	readonly subjectCode: string;
	readonly at: string;
	readonly actor: string;
	readonly decision: string;
	readonly owner: string;
	readonly due: string;
}

/** A meeting as it was frozen, with what was decided at it. */
export interface Meeting {
	readonly no: number;
	readonly date: string;
	/** The scoring that the meeting looked at. */
	readonly runId: number;
	readonly frozenAt: string;
	readonly frozenBy: string;
	readonly snapshot: Snapshot;
	readonly decisions: readonly Decision[];
}

const meetingRow = z.object({
	meeting_no: z.number(),
	run_id: z.number(),
	meeting_date: z.string(),
	frozen_at: z.string(),
	frozen_by: z.string(),
	snapshot: z.string()
});
const decisionRow = z.object({
	subject_type: z.string(),
	subject_code: z.string(),
	decided_at: z.string(),
	actor: z.string(),
	decision: z.string(),
	owner: z.string(),
	due: z.string()
});
const promiseRow = z.object({
	meeting_no: z.number(),
	subject_type: z.string(),
	subject_code: z.string(),
	decision: z.string(),
	owner: z.string(),
	due: z.string(),
	kept: z.boolean().nullable()
});

async function meetingWhere(
	reader: Reader,
	condition: string,
	params: Record<string, string | number>
): Promise<Meeting | null> {
	const [row] = await reader.read(
		`select meeting_no, run_id, cast(meeting_date as varchar) as meeting_date, cast(frozen_at as varchar) as frozen_at, frozen_by,
			cast(snapshot as varchar) as snapshot
		from meeting where ${condition}`,
		params,
		meetingRow
	);
	if (!row) return null;
	const decisions = await reader.read(
		`select subject_type, subject_code, cast(decided_at as varchar) as decided_at, actor, decision, owner,
			cast(due as varchar) as due
		from meeting_decision where meeting_no = $no order by decided_at`,
		{ no: row.meeting_no },
		decisionRow
	);
	return {
		no: row.meeting_no,
		date: row.meeting_date,
		runId: row.run_id,
		frozenAt: row.frozen_at,
		frozenBy: row.frozen_by,
		snapshot: snapshotShape.parse(JSON.parse(row.snapshot)),
		decisions: decisions.map((one) => ({
			subjectType: one.subject_type,
			subjectCode: one.subject_code,
			at: one.decided_at,
			actor: one.actor,
			decision: one.decision,
			owner: one.owner,
			due: one.due
		}))
	};
}

export const meetingByNo = (reader: Reader, no: number) => meetingWhere(reader, 'meeting_no = $no', { no });
export const meetingByDate = (reader: Reader, date: string) =>
	meetingWhere(reader, 'meeting_date = cast($date as date)', { date });

const listRow = z.object({
	meeting_no: z.number(),
	meeting_date: z.string(),
	scope: z.string().nullable(),
	items: z.coerce.number(),
	decisions: z.coerce.number()
});

/** Meetings that were held, the newest first. */
export async function meetingList(reader: Reader) {
	const rows = await reader.read(
		`select m.meeting_no, cast(m.meeting_date as varchar) as meeting_date,
			m.snapshot->>'$.scope' as scope, json_array_length(m.snapshot, '$.items') as items, count(d.meeting_no) as decisions
		from meeting m left join meeting_decision d on d.meeting_no = m.meeting_no
		group by m.meeting_no, m.meeting_date, m.snapshot order by m.meeting_no desc`,
		{},
		listRow
	);
	return rows.map((row) => ({
		no: row.meeting_no,
		date: row.meeting_date,
		scope: row.scope,
		items: row.items,
		decisions: row.decisions
	}));
}

/** What was promised on a subject at an earlier meeting, and whether it was said to be kept. */
async function lastPromises(reader: Reader): Promise<Map<string, AgendaItem['promise']>> {
	const rows = await reader.read(
		`select d.meeting_no, d.subject_type, d.subject_code, d.decision, d.owner, cast(d.due as varchar) as due, p.kept from (
			select *, row_number() over (partition by subject_type, subject_code order by decided_at desc) as place
			from meeting_decision
		) d left join (
			select meeting_no, subject_type, subject_code, kept,
				row_number() over (partition by meeting_no, subject_type, subject_code order by said_at desc) as place
			from meeting_promise
		) p on p.meeting_no = d.meeting_no and p.subject_type = d.subject_type and p.subject_code = d.subject_code and p.place = 1
		where d.place = 1`,
		{},
		promiseRow
	);
	return new Map(
		rows.map(({ subject_type, subject_code, ...promise }) => [`${subject_type} ${subject_code}`, promise])
	);
}

/** The part of a district that a meeting is about. */
export interface MeetingPart {
	/** Streets and sectors in words; null: the whole district. */
	readonly scope: string | null;
	/** Sees what is in the part and nothing else. */
	readonly reader: Reader;
}

/** What a meeting compares itself with: the last one that was about the same, or about everything. */
async function meetingBefore(
	warehouse: Warehouse,
	meetings: readonly { no: number; scope: string | null }[],
	part: MeetingPart
) {
	const found = meetings.find(({ scope }) => scope === null || scope === part.scope);
	const earlier = found ? await meetingByNo(warehouse, found.no) : null;
	if (!earlier) return null;
	if (part.scope === null)
		return { ...earlier, items: earlier.snapshot.items, counts: earlier.snapshot.counts };
	const of = (type: 'project' | 'clue') =>
		earlier.snapshot.items.filter((item) => item.subject_type === type).map((item) => item.subject_code);
	const [projects, clues, counts] = await Promise.all([
		visibleCodes(part.reader, 'project', of('project')),
		visibleCodes(part.reader, 'clue', of('clue')),
		tierCounts(part.reader, earlier.runId)
	]);
	const items = earlier.snapshot.items.filter(
		({ subject_type, subject_code }) =>
			subject_type !== 'feed' && (subject_type === 'clue' ? clues : projects).has(subject_code)
	);
	return { ...earlier, items, counts };
}

/**
 * Freezes the numbered snapshot of a day; asked again for that day it is the same one, a year later too.
 * @param part what it is about; where it is not given: the whole district, or what the meeting of that day was about
 * @throws RiskError NOT_SCORED, MEETING_ORDER, MEETING_SCOPE
 */
export async function freezeMeeting(
	room: MeetingRoom,
	date: string,
	actor: Actor,
	part?: MeetingPart
): Promise<Meeting> {
	if (!isDay(date)) throw new RiskError('DAY_INVALID', `“${date}”不是日期，请写成 2026-11-20 这样。`);
	const { warehouse, policy, calendar, clock } = room;
	const held = await meetingByDate(warehouse, date);
	if (held && part && held.snapshot.scope !== part.scope)
		throw new RiskError(
			'MEETING_SCOPE',
			`${date} 的会议（第 ${held.no} 期）已经定稿，范围是${held.snapshot.scope ?? '全部'}；同一天不能再按别的范围定稿，请打开第 ${held.no} 期。`
		);
	if (held) return held;
	const about = part ?? { scope: null, reader: warehouse };
	const meetings = await meetingList(warehouse);
	const [latest] = meetings;
	if (latest && latest.date > date) {
		throw new RiskError(
			'MEETING_ORDER',
			`第 ${latest.no} 期（${latest.date}）已经定稿，不能再补 ${date} 的会议；期数按日期先后编号。`
		);
	}
	const earlier = await meetingBefore(warehouse, meetings, about);
	const before = earlier?.date ?? addDays(date, -7);
	const { runId, asOf } = await runFor(warehouse, date);
	const items = await agendaItems(
		{ reader: about.reader, policy, calendar, day: date, before, isPart: about.scope !== null },
		runId
	);
	const promises = await lastPromises(warehouse);
	const snapshot: Snapshot = {
		meeting_no: (latest?.no ?? 0) + 1,
		meeting_date: date,
		before_no: earlier?.no ?? null,
		before_date: earlier?.date ?? null,
		scored: asOf,
		counts: await tierCounts(about.reader, runId),
		counts_before: earlier?.counts ?? null,
		scope: about.scope,
		items: items.map((item) => ({
			...item,
			promise: promises.get(`${item.subject_type} ${item.subject_code}`) ?? null
		})),
		gone: (earlier?.items ?? [])
			.filter(
				(old) =>
					!items.some(
						(item) => item.subject_type === old.subject_type && item.subject_code === old.subject_code
					)
			)
			.map(({ subject_code, name, kind }) => ({ subject_code, name, kind }))
	};
	const text = JSON.stringify(snapshot);
	await warehouse.write(async (tx) => {
		const [taken] = await tx.all(
			'select 1 as one from meeting where meeting_date = cast($date as date) or meeting_no = $no',
			{
				date,
				no: snapshot.meeting_no
			}
		);
		// Somebody froze it in the same moment: theirs stands.
		if (taken) return;
		await tx.run(
			`insert into meeting values ($no, cast($date as date), cast($at as timestamp), $actor_id, $actor, $run,
				cast($snapshot as json), $sha)`,
			{
				no: snapshot.meeting_no,
				date,
				at: shanghaiTime(clock()),
				actor_id: actor.id,
				actor: actor.name,
				run: runId,
				snapshot: text,
				sha: createHash('sha256').update(text).digest('hex')
			}
		);
	});
	const frozen = await meetingByDate(warehouse, date);
	if (!frozen) throw new RiskError('MEETING_ORDER', '另一场会议刚刚定稿，请刷新后再试。');
	return frozen;
}

/** Keeps what the meeting decided on an item. @throws RiskError DECISION_INCOMPLETE, DECISION_MOVED */
export async function decide(
	{ warehouse, clock }: MeetingRoom,
	meeting: Meeting,
	given: {
		subjectType: string;
		subjectCode: string;
		decision: string;
		owner: string;
		due: string;
		seen: number;
	},
	actor: Actor
): Promise<void> {
	const { subjectType, subjectCode, decision, owner, due, seen } = given;
	if (decision.trim() === '' || owner.trim() === '' || !isDay(due))
		throw new RiskError('DECISION_INCOMPLETE', '决定要写明做什么、谁负责（单位和人）、哪天前完成，请补全。');
	if (due < meeting.date)
		throw new RiskError('DECISION_INCOMPLETE', '完成日期不能早于会议当天，请改后再提交。');
	await warehouse.write(async (tx) => {
		const [row] = await tx.all(
			`select count(*) as n from meeting_decision where meeting_no = $no and subject_type = $type and subject_code = $code`,
			{ no: meeting.no, type: subjectType, code: subjectCode }
		);
		if (Number(row?.['n']) !== seen)
			throw new RiskError(
				'DECISION_MOVED',
				'刚才已有人对这一项作了决定，您的内容没有提交；请看最新情况后再办。'
			);
		await tx.run(
			`insert into meeting_decision values ($no, $type, $code, cast($at as timestamp), $actor_id, $actor, $decision,
				$owner, cast($due as date), $seen)`,
			{
				no: meeting.no,
				type: subjectType,
				code: subjectCode,
				at: shanghaiTime(clock()),
				actor_id: actor.id,
				actor: actor.name,
				decision: decision.trim(),
				owner: owner.trim(),
				due,
				seen
			}
		);
	});
}

/** Says of a promise whether it was kept. */
export async function judgePromise(
	{ warehouse, clock }: MeetingRoom,
	given: { meetingNo: number; subjectType: string; subjectCode: string; kept: boolean; words: string },
	actor: Actor
): Promise<void> {
	await warehouse.write((tx) =>
		tx.run(
			`insert into meeting_promise values ($no, $type, $code, cast($at as timestamp), $actor_id, $actor, $kept, $words)`,
			{
				no: given.meetingNo,
				type: given.subjectType,
				code: given.subjectCode,
				at: shanghaiTime(clock()),
				actor_id: actor.id,
				actor: actor.name,
				kept: given.kept,
				words: given.words || null
			}
		)
	);
}
