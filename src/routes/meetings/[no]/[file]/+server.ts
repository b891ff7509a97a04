import { error } from '@sveltejs/kit';
import { meetingSeenBy } from '$lib/server/dispatch/meetings/meeting-view';
import { agendaPaper, minutesPaper, taskSheets } from '$lib/server/dispatch/meetings/papers';
import type { RequestHandler } from './$types';

const papers = {
	'agenda.docx': { zh: '议程', make: agendaPaper },
	'minutes.docx': { zh: '纪要', make: minutesPaper },
	'tasks.docx': { zh: '任务单', make: taskSheets }
} as const;

/** A paper of a meeting, made from its frozen snapshot. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const paper = Object.entries(papers).find(([name]) => name === params.file)?.[1];
	const meeting = await meetingSeenBy(locals.app.warehouse, locals.reader, Number(params.no) || 0);
	if (!paper || !meeting) error(404, '没有这份会议材料。');
	const bytes = await paper.make(meeting, locals.app.policy);
	const name = encodeURIComponent(`周调度会第${meeting.no}期${paper.zh}.docx`);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			'content-disposition': `attachment; filename*=UTF-8''${name}`
		}
	});
};
