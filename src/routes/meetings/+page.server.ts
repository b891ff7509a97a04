import { fail, redirect } from '@sveltejs/kit';
import { nextWeekday } from '$lib/domain/clue-clock';
import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { parseFilter } from '$lib/domain/filter';
import { freezeMeeting } from '$lib/server/dispatch/meetings/freeze-meeting';
import { meetingList } from '$lib/server/dispatch/meetings/meeting-book';
import { narrowed, scopeOf } from '../../hooks/narrowed';
import { meetingRoom } from '../../hooks/room';
import { say } from '../../hooks/said';
import { lunarNotes } from '../lunar-notes';
import type { Actions, PageServerLoad } from './$types';

const friday = 5;

export const load: PageServerLoad = async ({ locals, url }) => {
	const today = shanghaiDay(locals.app.clock());
	const meetings = await meetingList(locals.app.warehouse);
	const proposed = nextWeekday(today, friday);
	return {
		scope: scopeOf(locals, parseFilter(url.searchParams)),
		meetings,
		proposed,
		lunar: lunarNotes([proposed, ...meetings.map(({ date }) => date)], locals.lang),
		today
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, request, url } = event;
		const form = await request.formData();
		const filter = parseFilter(url.searchParams);
		let no: number;
		try {
			const part = { scope: scopeOf(locals, filter), reader: narrowed(locals, filter) };
			no = (await freezeMeeting(meetingRoom(locals), String(form.get('date') ?? ''), locals.actor, part)).no;
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
		say(event, 'meeting.prepared', { no });
		redirect(303, `/meetings/${no}`);
	}
};
