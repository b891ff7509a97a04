import { error } from '@sveltejs/kit';
import { anchorSentence } from '$lib/server/accounts/audit-chain';
import { meetingSeenBy } from '$lib/server/dispatch/meetings/meeting-view';
import { agendaPaper, minutesPaper, taskSheets } from '$lib/server/dispatch/meetings/papers';
import { packBlocks } from '$lib/server/dispatch/meetings/pack-paper';
import { furniture, officeSpeech, pdfResponse } from '../../../paper';
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
	const isPack = params.file === 'pack.pdf';
	if ((!paper && !isPack) || !meeting) error(404, '没有这份会议材料。');
	const { policy, audit } = locals.app;
	const foot = anchorSentence(await audit.anchor());
	if (!paper) {
		const title = `${policy.name}根治欠薪周调度会第${meeting.no}期材料`;
		const about = `第 ${meeting.no} 期 · ${meeting.date} · 评分日 ${meeting.snapshot.scored}`;
		return pdfResponse(
			{
				title,
				isLandscape: true,
				blocks: [...packBlocks(meeting, policy), { kind: 'text', text: foot }],
				...furniture(locals, officeSpeech(locals), about, 'meeting')
			},
			title
		);
	}
	const bytes = await paper.make(meeting, policy, foot);
	const name = encodeURIComponent(`周调度会第${meeting.no}期${paper.zh}.docx`);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			'content-disposition': `attachment; filename*=UTF-8''${name}`
		}
	});
};
