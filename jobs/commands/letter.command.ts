import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { looseDocument } from '$lib/server/dispatch/letters/letter-book';
import { letters } from '$lib/server/dispatch/letters/registry';
import { exitCodes, UsageError, type Command } from './command';
import { parsed } from './options';

/** Drafts a letter as a document; it carries no number until a person issues it in the page. */
export default {
	name: 'letter',
	usage: 'letter KIND --subject CODE --out FILE [--json]',
	summary: '起草一份文书（docx）',
	async run(app, args, io) {
		const { values, positionals } = parsed(args, {
			subject: { type: 'string' },
			out: { type: 'string' },
			json: { type: 'boolean' }
		});
		const [kind, ...others] = positionals;
		const known = [...letters.values()].map((letter) => `${letter.kind}（${letter.zh}）`).join('、');
		if (kind === undefined || others.length > 0) throw new UsageError(`请写明一种文书：${known}。`);
		if (values.subject === undefined || values.out === undefined)
			throw new UsageError('请用 --subject 写明项目编码或统一社会信用代码，用 --out 写明输出文件。');
		const { warehouse, policy, clock, config } = app;
		const desk = { warehouse, reader: warehouse, policy, clock, home: config.home };
		const file = resolve(io.cwd, values.out);
		await writeFile(file, await looseDocument(desk, kind, values.subject));
		io.out(values.json ? `${JSON.stringify({ kind, subject: values.subject, file })}\n` : `已起草 ${file}\n`);
		return exitCodes.done;
	}
} satisfies Command;
