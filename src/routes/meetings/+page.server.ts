import { fail, redirect } from '@sveltejs/kit';
import { nextWeekday } from '$lib/domain/clue-clock';
import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { freezeMeeting, meetingList } from '$lib/server/dispatch/meetings/meeting-book';
import { meetingRoom } from '../../hooks/room';
import type { Actions, PageServerLoad } from './$types';

const friday = 5;

export const load: PageServerLoad = async ({ locals }) => {
	const today = shanghaiDay(locals.app.clock());
	return { meetings: await meetingList(locals.app.warehouse), proposed: nextWeekday(today, friday), today };
};

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await request.formData();
		let no: number;
		try {
			no = (await freezeMeeting(meetingRoom(locals), String(form.get('date') ?? ''), locals.actor)).no;
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
		redirect(303, `/meetings/${no}`);
	}
};
