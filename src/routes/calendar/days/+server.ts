import { error, json } from '@sveltejs/kit';
import { z } from 'zod';
import { dayMarks } from '$lib/server/policies/day-marks';
import { judgedDays } from '$lib/server/queries/judged-days';
import type { RequestHandler } from './$types';

const shape = z.string().regex(/^(20|21)\d{2}-(0[1-9]|1[0-2])$/);

/** What the calendar of a date field writes into one month: lunar days, feasts, days off, days with a judgement. */
export const GET: RequestHandler = async ({ locals, url, setHeaders }) => {
	const month = shape.safeParse(url.searchParams.get('month'));
	if (!month.success) error(400, '月份应写成“2026-02”的样子，请改正后再试。');
	const marks = dayMarks(locals.app.calendar, month.data);
	const judged = new Set(
		locals.viewer.may('board.view')
			? await judgedDays(locals.reader, { from: marks[0]!.day, to: marks.at(-1)!.day })
			: []
	);
	setHeaders({ 'cache-control': 'private, max-age=300' });
	return json(marks.map((mark) => ({ ...mark, isJudged: judged.has(mark.day) })));
};
