import { error, json } from '@sveltejs/kit';
import { alertStates } from '$lib/domain/alert';
import type { TourTargets } from '$lib/domain/tour';
import { meetingList } from '$lib/server/dispatch/meetings/meeting-book';
import { alertList } from '$lib/server/queries/alert-list';
import type { RequestHandler } from './$types';

const looked = 200;
const red = 3;

/** A red project whose alert nobody has claimed yet, its street, and the newest meeting: for the walk through the demo. */
export const GET: RequestHandler = async ({ locals }) => {
	if (!locals.app.config.demo) error(404, '导览只在演示数据中提供。');
	const alerts = await alertList(locals.reader, { filter: {}, states: alertStates, limit: looked });
	const reds = alerts.filter(
		({ type, tier, street }) => type === 'project' && tier === red && street !== null
	);
	const chosen = reds.find(({ state }) => state === 'open') ?? reds[0];
	const [meeting] = await meetingList(locals.app.warehouse);
	const targets: TourTargets = {
		street: chosen?.street ?? null,
		project: chosen ? { code: chosen.code, name: chosen.name } : null,
		meeting: meeting?.no ?? null
	};
	return json(targets);
};
