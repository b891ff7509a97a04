import type { Actor } from '$lib/domain/actor';
import { shanghaiTime } from '$lib/domain/clock';
import { isDay } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import type { Meeting } from './meeting-book';
import type { MeetingRoom } from './meeting-room';

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
