import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import {
	bulletinActs,
	bulletinParts,
	editBulletin,
	longestPart
} from '$lib/server/dispatch/bulletins/bulletin-book';
import { printed } from '$lib/server/dispatch/reports/report';
import { bulletinAt } from '../../issue';
import { say } from '../../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { issue, report, to, scope } = await bulletinAt(locals, params, url);
	const acts = scope === null ? await bulletinActs(locals.reader, issue) : [];
	return {
		issue,
		to,
		longestPart,
		scope,
		mayEdit: scope === null && locals.viewer.may('meeting.run'),
		heads: report.heads,
		parts: bulletinParts(report, acts),
		charts: report.charts ?? [],
		tables: report.tables.map((table) => ({
			name: table.name,
			empty: table.empty ?? '',
			columns: table.columns.map(({ zh, kind }) => ({ zh, isText: kind === 'text' })),
			rows: table.rows.map((row) => row.map((cell, index) => printed(table.columns[index]!.kind, cell)))
		})),
		acts: acts.toReversed(),
		seen: acts.length
	};
};

const shape = z.strictObject({
	part: z.string().max(40),
	words: z.string().max(longestPart).optional(),
	back: z.string().optional(),
	seen: z.coerce.number().int().min(0)
});

export const actions: Actions = {
	/** Keeps what was written over a part; with `back` the generated text counts again. */
	edit: async (event) => {
		const { locals, params, request, url } = event;
		const given = shape.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success)
			return fail(400, { refusal: `一段最多 ${longestPart} 字；内容没有保存，请缩短后再提交。` });
		const { issue, report, scope } = await bulletinAt(locals, params, url);
		if (scope !== null)
			return fail(409, { refusal: '按筛选范围摘出的通报不能改写；请先去掉筛选，再改全文。' });
		const { part, words, back, seen } = given.data;
		const acts = await bulletinActs(locals.reader, issue);
		try {
			await editBulletin(
				locals.app.warehouse,
				locals.app.clock,
				{ issue, report },
				{ part, words: back === undefined ? (words ?? null) : null, seen },
				locals.actor
			);
		} catch (cause) {
			if (cause instanceof RiskError) return fail(409, { refusal: cause.message });
			throw cause;
		}
		const before = acts.findLast((one) => one.part === part)?.words ?? null;
		const fields = { part, seen: String(seen + 1), ...(before === null ? { back: '1' } : { words: before }) };
		const action = `/bulletins/${issue.kind}/${issue.issue}?/edit`;
		say(event, back === undefined ? 'bulletin.edited' : 'bulletin.back', {}, { action, fields });
		redirect(303, `/bulletins/${issue.kind}/${issue.issue}#${part}`);
	}
};
