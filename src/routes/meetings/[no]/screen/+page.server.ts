import { error } from '@sveltejs/kit';
import { addDays } from '$lib/domain/day';
import { meetingSeenBy } from '$lib/server/dispatch/meetings/meeting-view';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const meeting = await meetingSeenBy(locals.app.warehouse, locals.reader, Number(params.no) || 0);
	if (!meeting) error(404, '没有这一期会议。');
	const { no, date, snapshot, decisions } = meeting;
	const last = snapshot.items.length - 1;
	const asked = Number(url.searchParams.get('item') ?? '0');
	const place = Math.min(Math.max(0, Number.isInteger(asked) ? asked : 0), Math.max(0, last));
	const item = snapshot.items[place] ?? null;
	return {
		no,
		date,
		scope: snapshot.scope,
		place,
		total: snapshot.items.length,
		item,
		decided: item
			? decisions.filter(
					(one) => one.subjectType === item.subject_type && one.subjectCode === item.subject_code
				)
			: [],
		nextWeek: addDays(date, 7)
	};
};
