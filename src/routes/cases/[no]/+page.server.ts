import { attachmentsOf } from '$lib/server/dispatch/attachments/attachment-book';
import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { ingestContext } from '$jobs/source-context';
import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { grounds, suggestLiability } from '$lib/domain/liability';
import { payArrears, recoverAdvances } from '$lib/domain/payment-waterfall';
import { actOnCase, refreshOurCase } from '$lib/server/dispatch/cases/case-acts';
import { caseKinds, caseList, payers, type Case } from '$lib/server/dispatch/cases/case-list';
import { liabilityFacts } from '$lib/server/dispatch/cases/liability-facts';
import { advancesOf, paymentSources } from '$lib/server/dispatch/cases/payment-sources';
import { firedTriggers } from '$lib/server/dispatch/triggers/fired-triggers';
import { say } from '../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

async function found(locals: App.Locals, no: string): Promise<Case> {
	const [one] = await caseList(locals.reader, shanghaiDay(locals.app.clock()), { no });
	if (!one) error(404, '没有这件案件，或您无权查看。');
	return one;
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const one = await found(locals, params.no);
	const { policy, clock } = locals.app;
	const today = shanghaiDay(clock());
	const asked = url.searchParams.getAll('ground');
	const stated = grounds.filter((ground) => asked.includes(ground));
	const [facts, sources, advances, groups, files] = await Promise.all([
		liabilityFacts(locals.reader, policy, today, { projectCode: one.projectCode, grounds: stated }),
		paymentSources(locals.reader, policy, today, one.projectCode),
		advancesOf(locals.reader, one.no, today),
		firedTriggers(locals.reader, policy, today, { caseNo: one.no }),
		attachmentsOf(locals.reader, { about: 'case', aboutNo: one.no })
	]);
	const owed = one.closedAt === null ? (one.owedFen ?? one.amountFen ?? 0) : 0;
	const plan = payArrears(owed, sources);
	return {
		today,
		files,
		case: one,
		kinds: caseKinds,
		payers,
		grounds,
		stated,
		facts,
		advice: suggestLiability(facts),
		decided: one.acts.findLast(({ act }) => act === 'liability') ?? null,
		owedFen: owed,
		plan: {
			...plan,
			draws: plan.draws.map((draw, place) => {
				const { zh, asOf, reference, batchId, rowNo } = sources[place]!;
				return { ...draw, zh, asOf, reference, batchId, rowNo };
			})
		},
		advances,
		triggers: groups.filter(({ fired }) => fired.length > 0),
		outstandingFen: recoverAdvances(advances, 0).outstandingFen
	};
};

const blankToUndefined = (text: unknown) => (text === '' ? undefined : text);
const shape = z.object({
	act: z.enum(['verified', 'liability', 'paid', 'method', 'note', 'closed', 'visited']),
	workers: z.preprocess(blankToUndefined, z.coerce.number().int().min(0).max(100_000).optional()),
	yuan: z.preprocess(blankToUndefined, z.coerce.number().min(0).max(1e10).optional()),
	party: z.string().max(30).optional(),
	article: z.string().trim().max(60).optional(),
	choice: z.enum([...caseKinds, ...payers]).optional(),
	words: z.string().trim().max(1000).optional(),
	seen: z.coerce.number().int().min(0)
});

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const one = await found(locals, params.no);
		const given = shape.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return fail(400, { refusal: '填写的内容不完整或超出范围，请检查后再提交。' });
		const { act, seen, workers, yuan, party, article, choice, words } = given.data;
		try {
			await actOnCase(
				locals.app.warehouse,
				locals.app.clock,
				one,
				{
					act,
					seen,
					...(workers !== undefined && { workers }),
					...(yuan !== undefined && { amountFen: Math.round(yuan * 100) }),
					...(party && { party }),
					...(article && { article }),
					...(choice && { choice }),
					...(words && { words })
				},
				locals.actor
			);
			await refreshOurCase(ingestContext(locals.app), await found(locals, params.no));
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
		say(event, `case.${act}`, { no: params.no });
		redirect(303, `/cases/${encodeURIComponent(params.no)}`);
	}
};
