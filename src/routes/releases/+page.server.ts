import { fail, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import {
	decideRelease,
	mostTaken,
	releasableFeeds,
	releaseHours,
	releases,
	requestRelease
} from '$lib/server/accounts/release-book';
import { shortestPassword } from '$lib/server/accounts/release-file';
import { releaseDesk } from '../../hooks/release-desk';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const { reader, app, viewer } = locals;
	return {
		project: url.searchParams.get('project')?.slice(0, 100) ?? '',
		releases: await releases(reader, app.clock),
		feeds: releasableFeeds.map((name) => ({ name, zh: feeds.get(name)?.zh ?? name })),
		actorId: viewer.account?.id ?? null,
		signedIn: viewer.account !== null,
		mayRequest: viewer.may('personal.reveal'),
		mayApprove: viewer.may('rule.approve'),
		hours: releaseHours,
		mostTaken,
		shortestPassword
	};
};

const request = z.object({
	project: z.string().trim().min(1).max(100),
	feed: z.enum(releasableFeeds),
	reason: z.string().max(500),
	purpose: z.string().max(200)
});
const decision = z.object({
	no: z.coerce.number().int().positive(),
	decision: z.enum(['approved', 'refused']),
	reason: z.string().max(500).default('')
});

const refusal = (sentence: string, status = 400) => fail(status, { refusal: sentence });
const wrongFields = () => refusal('填写的内容不完整或过长，请检查后再提交。');
const notYours = () => refusal('您的角色没有此项权限；如工作需要，请联系安全管理员。', 403);

async function told(event: RequestEvent, act: () => Promise<unknown>) {
	try {
		await act();
		say(event, 'release.kept');
		return { kept: true };
	} catch (cause) {
		if (!(cause instanceof RiskError)) throw cause;
		return refusal(cause.message);
	}
}

export const actions: Actions = {
	request: async (event) => {
		if (!event.locals.viewer.may('personal.reveal')) return notYours();
		const given = request.safeParse(Object.fromEntries(await event.request.formData()));
		if (!given.success) return wrongFields();
		return told(event, () => requestRelease(releaseDesk(event.locals), given.data));
	},
	decide: async (event) => {
		if (!event.locals.viewer.may('rule.approve')) return notYours();
		const given = decision.safeParse(Object.fromEntries(await event.request.formData()));
		if (!given.success) return wrongFields();
		const { no, decision: act, reason } = given.data;
		return told(event, () => decideRelease(releaseDesk(event.locals), no, { act, reason }));
	}
};
