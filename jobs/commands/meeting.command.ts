import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { localActor } from '$lib/domain/actor';
import { anchorSentence } from '$lib/server/accounts/audit-chain';
import { freezeMeeting } from '$lib/server/dispatch/meetings/freeze-meeting';
import { agendaPaper, minutesPaper, taskSheets } from '$lib/server/dispatch/meetings/papers';
import { exitCodes, UsageError, type Command } from './command';
import { dayOption, parsed } from './options';

/** Freezes the numbered snapshot of a meeting and writes its papers. */
export default {
	name: 'meeting',
	usage: 'meeting --date DATE --out DIR [--json]',
	summary: '定稿周调度会第 N 期，生成议程、纪要、任务单',
	async run(app, args, io) {
		const { values } = parsed(args, {
			date: { type: 'string' },
			out: { type: 'string' },
			json: { type: 'boolean' }
		});
		const date = dayOption(values.date, 'date');
		if (date === undefined || values.out === undefined)
			throw new UsageError('请用 --date 写明会议日期，用 --out 写明输出文件夹。');
		const { warehouse, policy, calendar, clock } = app;
		const meeting = await freezeMeeting({ warehouse, policy, calendar, clock }, date, localActor);
		const folder = resolve(io.cwd, values.out);
		await mkdir(folder, { recursive: true });
		const foot = anchorSentence(await app.audit.anchor());
		const files = {
			'agenda.docx': await agendaPaper(meeting, policy, foot),
			'minutes.docx': await minutesPaper(meeting, policy, foot),
			'tasks.docx': await taskSheets(meeting, policy),
			'snapshot.json': `${JSON.stringify(meeting.snapshot, null, '\t')}\n`
		};
		for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
		io.out(
			values.json
				? `${JSON.stringify({ meeting_no: meeting.no, date, items: meeting.snapshot.items.length, folder })}\n`
				: `第 ${meeting.no} 期（${date}），${meeting.snapshot.items.length} 项，材料在 ${folder}\n`
		);
		return exitCodes.done;
	}
} satisfies Command;
