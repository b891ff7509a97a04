import { resolve } from 'node:path';
import { shanghaiTime } from '$lib/domain/clock';
import { makeBackup } from '$lib/server/warehouse/backup';
import { exitCodes, UsageError, type Command } from './command';
import { parsed } from './options';

/** A consistent copy of the whole home in one file, while the server goes on. */
export default {
	name: 'backup',
	usage: 'backup FILE [--json]',
	summary: '在线备份到一个文件，并打开核对',
	async run(app, args, io) {
		const { values, positionals } = parsed(args, { json: { type: 'boolean' } });
		const [given, ...others] = positionals;
		if (given === undefined || others.length > 0) throw new UsageError('请写明一个备份文件名。');
		const file = resolve(io.cwd, given);
		const { home, jurisdiction } = app.config;
		const manifest = await makeBackup(app.warehouse, file, {
			home,
			jurisdiction,
			madeAt: shanghaiTime(app.clock()),
			audit: await app.audit.anchor()
		});
		const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
		const tables = Object.keys(manifest.tables).length;
		io.out(
			values.json
				? `${JSON.stringify({ file, ...manifest })}\n`
				: `已备份到 ${file}：${tables} 张表，${rows} 行，已打开核对。此文件含个人信息密钥，请妥善保管。\n`
		);
		return exitCodes.done;
	}
} satisfies Command;
