import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { shanghaiDay } from '$lib/domain/clock';
import { addDays } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import type { Undo } from '$lib/domain/said';
import { localActor } from '$lib/domain/actor';
import { parseFilter } from '$lib/domain/filter';
import { indicators } from '$lib/server/indicators/registry';
import { parameterOn } from '$lib/server/policies/policy-on';
import { exemptionList, type ExemptionLine } from '$lib/server/queries/exemption-list';
import { subjectOfCode } from '$lib/server/queries/subject-of-code';
import {
	applyForExemption,
	decideExemption,
	type ExemptionDecision
} from '$lib/server/scoring/exemptions/exemption-book';
import { narrowed } from '../../hooks/narrowed';
import { say, undoReason } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const usualDays = 30;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { policy, clock } = locals.app;
	const today = shanghaiDay(clock());
	const code = url.searchParams.get('subject');
	return {
		code,
		chosen: url.searchParams.get('indicator'),
		actorId: locals.actor.id === localActor.id ? null : locals.actor.id,
		applicantId: locals.actor.id,
		mayApprove: locals.viewer.may('rule.approve'),
		mayAct: locals.viewer.may('case.act'),
		exemptions: await exemptionList(narrowed(locals, parseFilter(url.searchParams)), today, code),
		indicators: [...indicators.values()]
			.filter((one) => one.counts !== false)
			.map(({ id, label, group }) => ({ id, label, group })),
		today,
		usual: addDays(today, usualDays),
		mostDays: parameterOn(policy, 'exemption_max_days', today)
	};
};

const application = z.object({
	subject: z.string().trim().min(1).max(100),
	indicator: z.string().max(100),
	until: z.string().max(10),
	reason: z.string().max(1000),
	evidence: z.string().max(1000)
});
const decision = z.object({
	id: z.coerce.number().int().positive(),
	decision: z.enum(['approved', 'refused', 'revoked', 'withdrawn', 'reopened']),
	reason: z.string().max(1000).default('')
});

/** An application is its applicant's to take back; everything else decides. */
const rightFor = (decision: ExemptionDecision) => (decision === 'withdrawn' ? 'case.act' : 'rule.approve');

/** What takes a decision back, where it would leave things as they were. */
function inverse(decision: ExemptionDecision, { state }: ExemptionLine): ExemptionDecision | null {
	if (decision === 'approved') return 'revoked';
	if (decision === 'refused') return 'reopened';
	return decision === 'revoked' && state === 'in_force' ? 'approved' : null;
}

const undoBy = (id: number, decision: ExemptionDecision): Undo => ({
	action: '/exemptions?/decide',
	fields: { id: String(id), decision, reason: undoReason }
});

const wrongFields = () => fail(400, { refusal: '填写的内容过长或不完整，请检查后再提交。' });

export const actions: Actions = {
	apply: async (event) => {
		const { locals, request } = event;
		const given = application.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return wrongFields();
		const { subject: code, ...rest } = given.data;
		const subject = await subjectOfCode(locals.reader, code);
		if (!subject) return fail(404, { refusal: `没有找到编码为“${code}”的项目或企业，请核对后再提交。` });
		let id: number;
		try {
			id = await applyForExemption(
				locals.app,
				{ ...rest, subjectType: subject.type, subjectCode: code },
				locals.actor
			);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
		say(event, 'exemption.applied', {}, undoBy(id, 'withdrawn'));
		redirect(303, `/exemptions?subject=${encodeURIComponent(code)}`);
	},
	decide: async (event) => {
		const { locals, request, url } = event;
		const given = decision.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return wrongFields();
		if (!locals.viewer.may(rightFor(given.data.decision))) error(403);
		const today = shanghaiDay(locals.app.clock());
		// Who cannot see the subject cannot decide about it.
		const seen = await exemptionList(locals.reader, today, null);
		const before = seen.find((one) => one.id === given.data.id);
		if (!before) error(404);
		try {
			await decideExemption(locals.app, given.data, locals.actor);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
		const back = inverse(given.data.decision, before);
		say(event, `exemption.${given.data.decision}`, {}, back && undoBy(given.data.id, back));
		const code = url.searchParams.get('subject');
		redirect(303, code ? `/exemptions?subject=${encodeURIComponent(code)}` : '/exemptions');
	}
};
