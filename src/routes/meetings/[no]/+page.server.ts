import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { addDays } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import { decide, judgePromise } from '$lib/server/dispatch/meetings/meeting-acts';
import { meetingSeenBy } from '$lib/server/dispatch/meetings/meeting-view';
import { agendaKinds } from '$lib/server/dispatch/meetings/snapshot';
import { meetingRoom } from '../../../hooks/room';
import { say, undoReason } from '../../../hooks/said';
import { lunarNotes } from '../../lunar-notes';
import type { Actions, PageServerLoad } from './$types';

async function found(locals: App.Locals, no: string) {
	const meeting = await meetingSeenBy(locals.app.warehouse, locals.reader, Number(no) || 0);
	if (!meeting) error(404, '没有这一期会议。');
	return meeting;
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const { no, date, frozenAt, frozenBy, snapshot, decisions } = await found(locals, params.no);
	return {
		no,
		date,
		lunar: lunarNotes([date], locals.lang)[date] ?? null,
		frozenAt,
		frozenBy,
		snapshot,
		groups: agendaKinds
			.map((kind) => ({ kind, items: snapshot.items.filter((item) => item.kind === kind) }))
			.filter(({ items }) => items.length > 0),
		decisions,
		nextWeek: addDays(date, 7)
	};
};

const decision = z.object({
	subjectType: z.string().max(20),
	subjectCode: z.string().max(80),
	decision: z.string().max(500),
	owner: z.string().max(100),
	due: z.string().max(10),
	seen: z.coerce.number().int().min(0)
});
const promise = z.object({
	meetingNo: z.coerce.number().int(),
	subjectType: z.string().max(20),
	subjectCode: z.string().max(80),
	kept: z.enum(['yes', 'no']),
	words: z.string().max(300)
});

export const actions: Actions = {
	decide: async (event) => {
		const { locals, params, request, url } = event;
		const meeting = await found(locals, params.no);
		const given = decision.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return fail(400, { refusal: '填写的内容过长或不完整，请检查后再提交。', at: '' });
		try {
			await decide(meetingRoom(locals), meeting, given.data, locals.actor);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message, at: given.data.subjectCode });
		}
		const { subjectType, subjectCode, seen } = given.data;
		const before = meeting.decisions
			.filter((one) => one.subjectType === subjectType && one.subjectCode === subjectCode)
			.at(-1);
		const undo = before && {
			action: `/meetings/${meeting.no}?/decide`,
			fields: {
				subjectType,
				subjectCode,
				decision: before.decision,
				owner: before.owner,
				due: before.due,
				seen: String(seen + 1)
			}
		};
		say(event, before ? 'meeting.changed' : 'meeting.decided', {}, undo ?? null);
		redirect(
			303,
			`${url.searchParams.get('back') === 'screen' ? `/meetings/${meeting.no}/screen` : `/meetings/${meeting.no}`}#${encodeURIComponent(given.data.subjectCode)}`
		);
	},
	promise: async (event) => {
		const { locals, params, request } = event;
		const meeting = await found(locals, params.no);
		const given = promise.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return fail(400, { refusal: '填写的内容不完整，请检查后再提交。', at: '' });
		await judgePromise(meetingRoom(locals), { ...given.data, kept: given.data.kept === 'yes' }, locals.actor);
		const { kept, words: _said, meetingNo, ...subject } = given.data;
		const fields = {
			...subject,
			meetingNo: String(meetingNo),
			kept: kept === 'yes' ? 'no' : 'yes',
			words: undoReason
		};
		say(event, `promise.${kept}`, {}, { action: `/meetings/${meeting.no}?/promise`, fields });
		redirect(303, `/meetings/${meeting.no}#${encodeURIComponent(given.data.subjectCode)}`);
	}
};
