import { error, fail } from '@sveltejs/kit';
import { RiskError } from '$lib/domain/errors';
import { beginAgain } from '$lib/server/dispatch/notices/attempts';
import { noticeMessage } from '$lib/server/queries/notice-log';
import { say } from '../../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const message = await noticeMessage(locals.reader, params.id);
	if (message === undefined) error(404, '没有这条消息。');
	return { message };
};

export const actions: Actions = {
	again: async (event) => {
		const { locals, params } = event;
		try {
			await beginAgain(locals.app, params.id, locals.actor);
			say(event, 'notice.again');
			return { accepted: true };
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
	}
};
