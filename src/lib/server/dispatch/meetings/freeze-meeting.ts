import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiTime } from '$lib/domain/clock';
import { addDays, isDay } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import type { Reader, Warehouse } from '../../warehouse/warehouse';
import { agendaItems, runFor, tierCounts } from './agenda';
import { meetingByDate, meetingByNo, meetingList, type Meeting } from './meeting-book';
import type { MeetingRoom } from './meeting-room';
import type { AgendaItem, Snapshot } from './snapshot';
import { visibleCodes } from './visible-codes';

const promiseRow = z.object({
	meeting_no: z.number(),
	subject_type: z.string(),
	subject_code: z.string(),
	decision: z.string(),
	owner: z.string(),
	due: z.string(),
	kept: z.boolean().nullable()
});

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
