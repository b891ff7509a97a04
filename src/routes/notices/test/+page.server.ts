import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import { z } from 'zod';
import { noticeOffice } from '$jobs/notices.job';
import { RiskError } from '$lib/domain/errors';
import { channelStates } from '$lib/server/dispatch/notices/channel-state';
import { readNoticeSettings } from '$lib/server/dispatch/notices/notice-settings';
import { previewTest, sendTest, type TestChoice } from '$lib/server/dispatch/notices/test-message';
import type { Actions, PageServerLoad } from './$types';

const chosen = z.object({
	channel: z.string().min(1),
	person: z.string().transform((id) => (id === '' ? null : id)),
	id: z.uuid(),
	composedAt: z.coerce.number().int()
});

export const load: PageServerLoad = ({ locals, url }) => {
	const office = noticeOffice(locals.app);
	try {
		const settings = readNoticeSettings(office.home);
		if (settings === undefined) error(404, '通知没有启用。');
		const channels = channelStates(office, settings);
		const channel = channels.find(({ id }) => id === url.searchParams.get('channel'));
		if (channel === undefined) error(404, '没有这个渠道。');
		const person = channel.people.find(({ id }) => id === url.searchParams.get('person'))?.id ?? null;
		const choice: TestChoice = {
			channel: channel.id,
			person: person ?? (channel.isPersonal ? (channel.people[0]?.id ?? null) : null),
			id: randomUUID(),
			composedAt: office.clock().getTime()
		};
		const problem = channel.problem;
		if (problem !== null) return { channel, choice, preview: null, problem };
		return { channel, choice, preview: previewTest(office, choice).outgoing, problem: null };
	} catch (cause) {
		if (!(cause instanceof RiskError)) throw cause;
		error(409, cause.message);
	}
};

export const actions: Actions = {
	send: async ({ locals, request }) => {
		const parsed = chosen.safeParse(Object.fromEntries(await request.formData()));
		if (!parsed.success) return fail(400, { refusal: '请从预览页发送测试消息。' });
		try {
			const answer = await sendTest(noticeOffice(locals.app), parsed.data, locals.actor);
			return { answer, messageId: parsed.data.id };
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
	}
};
