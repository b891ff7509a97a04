import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { fourParties, systemFunds, systemItems } from '$lib/domain/system-item';
import { caseList } from '$lib/server/dispatch/cases/case-list';
import { markSystem } from '$lib/server/dispatch/systems/mark-system';
import { responsiblePersons } from '$lib/server/dispatch/systems/responsible-persons';
import { systemStates } from '$lib/server/dispatch/systems/system-states';
import { firedTriggers } from '$lib/server/dispatch/triggers/fired-triggers';
import { projectName } from '$lib/server/queries/project-name';
import { say, undoReason } from '../../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

async function requireProject(locals: App.Locals, code: string) {
	return (await projectName(locals.reader, code)) ?? error(404, '没有这个项目，或您无权查看。');
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const { reader } = locals;
	const { policy, clock } = locals.app;
	const today = shanghaiDay(clock());
	const { code } = params;
	const project = await requireProject(locals, code);
	const [lines, persons, groups, cases] = await Promise.all([
		systemStates(reader, policy, today, code),
		responsiblePersons(reader, code),
		firedTriggers(reader, policy, today, { projectCode: code }),
		caseList(reader, today, { projectCode: code })
	]);
	return {
		code,
		name: project.name,
		status: project.status,
		lines,
		funds: systemFunds,
		persons,
		missing: fourParties.filter((role) => !persons.some((person) => person.role === role)),
		triggers: groups.filter(({ fired }) => fired.length > 0),
		cases: cases.map(({ no, kind, openedAt, closedAt, owedFen }) => ({
			no,
			kind,
			openedAt,
			closedAt,
			owedFen
		}))
	};
};

const shape = z.object({
	item: z.enum(systemItems),
	state: z.enum(['met', 'lacking', 'exempt']),
	words: z.string().trim().max(500)
});

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		await requireProject(locals, params.code);
		const given = shape.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return fail(400, { refusal: '填写的内容过长或不完整，请检查后再提交。' });
		const { warehouse, clock, policy } = locals.app;
		const lines = await systemStates(locals.reader, policy, shanghaiDay(clock()), params.code);
		const before = lines.find(({ item }) => item === given.data.item)?.mark;
		try {
			await markSystem(warehouse, clock, { projectCode: params.code, ...given.data }, locals.actor);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
		const path = `/projects/${encodeURIComponent(params.code)}/systems`;
		const fields = before && { item: given.data.item, state: before.state, words: undoReason };
		say(event, 'system.marked', {}, fields ? { action: path, fields } : null);
		redirect(303, path);
	}
};
