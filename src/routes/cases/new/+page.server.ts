import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { ingestContext } from '$jobs/source-context';
import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { openCase } from '$lib/server/dispatch/cases/case-acts';
import { caseKinds, statGroups } from '$lib/server/dispatch/cases/case-list';
import { clueList } from '$lib/server/dispatch/clues/clue-book';
import { subjectSeen } from '$lib/server/queries/subject-seen';
import { say } from '../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

async function clueOf(locals: App.Locals, no: string | null) {
	if (!no) return null;
	const { policy, calendar, clock } = locals.app;
	const [clue] = await clueList(locals.reader, { policy, calendar }, shanghaiDay(clock()), no);
	if (!clue) error(404, '没有这条线索，或您无权查看。');
	return clue;
}

export const load: PageServerLoad = async ({ locals, url }) => {
	const clue = await clueOf(locals, url.searchParams.get('clue'));
	return {
		kinds: caseKinds,
		groups: statGroups,
		given: {
			clue: clue?.no ?? null,
			project: clue?.projectCode ?? url.searchParams.get('project') ?? '',
			uscc: clue?.uscc ?? '',
			workers: clue?.workers ?? null,
			yuan: clue?.amountFen == null ? null : clue.amountFen / 100
		}
	};
};

const blankToNull = (text: unknown) => (text === '' || text === undefined ? null : text);
const shape = z.object({
	kind: z.enum(caseKinds),
	group: z.enum(statGroups),
	project: z.preprocess(blankToNull, z.string().trim().max(60).nullable()),
	uscc: z.preprocess(blankToNull, z.string().trim().max(40).nullable()),
	workers: z.preprocess(blankToNull, z.coerce.number().int().min(0).max(100_000).nullable()),
	yuan: z.preprocess(blankToNull, z.coerce.number().min(0).max(1e10).nullable())
});

export const actions: Actions = {
	default: async (event) => {
		const { locals, request, url } = event;
		const clue = await clueOf(locals, url.searchParams.get('clue'));
		const given = shape.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return fail(400, { refusal: '填写的内容不完整或超出范围，请检查后再提交。' });
		const { kind, group, project, uscc, workers, yuan } = given.data;
		if (!(await subjectSeen(locals.reader, { project, uscc })))
			return fail(400, { refusal: '台账里没有这个项目或企业，或您无权查看；请核对编码后再登记。' });
		let no: string;
		try {
			no = await openCase(
				ingestContext(locals.app),
				{
					clueNo: clue?.no ?? null,
					projectCode: project,
					uscc,
					street: clue?.street ?? null,
					kind,
					statGroup: group,
					workers,
					amountFen: yuan === null ? null : Math.round(yuan * 100)
				},
				locals.actor
			);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
		say(event, 'case.opened', { no });
		redirect(303, `/cases/${encodeURIComponent(no)}`);
	}
};
