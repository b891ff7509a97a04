import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { shanghaiDay } from '$lib/domain/clock';
import { addDays } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import { isWorkday } from '$lib/server/policies/calendar';
import { calendarActs, markDay, marksOf } from '$lib/server/scoring/calendar/calendar-book';
import { say, undoReason } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const earliest = 2020;
const latest = 2100;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { calendar, clock } = locals.app;
	const today = shanghaiDay(clock());
	const asked = Math.trunc(Number(url.searchParams.get('year')));
	const year = asked >= earliest && asked <= latest ? asked : Number(today.slice(0, 4));
	const file = calendar.files.get(year);
	const acts = await calendarActs(locals.reader);
	const marks = marksOf(acts);
	const days = [];
	for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
		const isMarked = marks.has(day);
		const name = isMarked ? null : (file?.holidays.get(day) ?? file?.makeUpDays.get(day) ?? null);
		days.push({ day, works: isWorkday(calendar, day), name, isMarked });
	}
	return {
		year,
		years: [...new Set([...calendar.files.keys(), year, Number(today.slice(0, 4)) + 1])].sort(),
		source: file ? { words: file.source, checkedOn: file.checkedOn } : null,
		days,
		acts: acts.reverse(),
		mayMark: locals.viewer.may('data.operate')
	};
};

const shape = z.object({
	day: z.string().max(10),
	works: z.enum(['yes', 'no', 'back']),
	reason: z.string().max(500)
});
const worksOf = { yes: true, no: false, back: null } as const;

export const actions: Actions = {
	mark: async (event) => {
		const { locals, request } = event;
		const given = shape.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return fail(400, { refusal: '填写的内容过长或不完整，请检查后再提交。' });
		const { day, works, reason } = given.data;
		const before = marksOf(await calendarActs(locals.reader)).get(day);
		try {
			await markDay(locals.app, { day, works: worksOf[works], reason }, locals.actor);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
		const was = before === undefined ? 'back' : before ? 'yes' : 'no';
		const fields = was !== works && { day, works: was, reason: undoReason };
		say(event, `calendar.${works}`, { day }, fields ? { action: '/calendar?/mark', fields } : null);
		redirect(303, `/calendar?year=${day.slice(0, 4)}`);
	}
};
