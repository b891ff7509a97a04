import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { ingestContext } from '$jobs/source-context';
import { shanghaiTime } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import cluesFeed from '$lib/domain/feeds/clues.feed';
import { enterByHand } from '$lib/server/dispatch/hand/hand-entry';
import { subjectSeen } from '$lib/server/queries/subject-seen';
import { say } from '../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

/** The values that the feed itself allows, so that the form never offers another. */
type Column = (typeof cluesFeed.columns)[number];
type ValuesOf<N extends string> = Extract<Column, { name: N; type: 'enum' }>['values'];
function valuesOf<N extends 'channel' | 'petition_level'>(name: N): ValuesOf<N> {
	const column = cluesFeed.columns.find((one) => one.name === name);
	return (column as unknown as { values: ValuesOf<N> }).values;
}
const channels = valuesOf('channel');
const levels = valuesOf('petition_level');

export const load: PageServerLoad = ({ locals, url }) => ({
	channels,
	levels,
	units: locals.app.policy.units.map((unit) => unit.name),
	project: url.searchParams.get('project') ?? '',
	now: shanghaiTime(locals.app.clock()).slice(0, 16).replace(' ', 'T')
});

const blankToNull = (value: unknown) => (value === '' || value === undefined ? null : value);
const text = (length: number) => z.preprocess(blankToNull, z.string().trim().max(length).nullable());
const shape = z.object({
	channel: z.enum(channels),
	received: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
	project: text(60),
	uscc: text(40),
	street: text(40),
	nature: text(40),
	category: text(40),
	phone: text(30),
	workers: z.preprocess(blankToNull, z.coerce.number().int().min(0).max(100_000).nullable()),
	yuan: z.preprocess(blankToNull, z.coerce.number().min(0).max(1e10).nullable()),
	petition: z.preprocess(blankToNull, z.enum(levels).nullable()),
	group: z.literal('on').optional(),
	content: text(2000)
});

export const actions: Actions = {
	default: async (event) => {
		const { locals, request } = event;
		const given = shape.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return fail(400, { refusal: '填写的内容不完整或超出范围，请检查后再提交。' });
		const row = given.data;
		const received = row.received.replace('T', ' ');
		if (received > shanghaiTime(locals.app.clock()))
			return fail(400, { refusal: '接收时间不能晚于现在，请改后再提交。' });
		if (!(await subjectSeen(locals.reader, row)))
			return fail(400, { refusal: '台账里没有这个项目或企业，或您无权查看；不清楚的可以留空。' });
		let no: string;
		try {
			no = await enterByHand(
				ingestContext(locals.app),
				'clues',
				{
					channel: row.channel,
					received_at: received,
					project_code: row.project,
					uscc: row.uscc,
					street: row.street,
					nature: row.nature,
					category: row.category,
					reporter_phone: row.phone,
					worker_count: row.workers,
					amount: row.yuan,
					petition_level: row.petition,
					is_group: row.group === 'on',
					content: row.content,
					validity: '待核'
				},
				{ projectCode: row.project, uscc: row.uscc, street: row.street },
				locals.actor
			);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
		say(event, 'clue.entered', { no });
		redirect(303, `/clues/${encodeURIComponent(no)}`);
	}
};
