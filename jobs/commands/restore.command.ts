import { resolve } from 'node:path';
import { restoreBackup } from '$lib/server/warehouse/backup';
import { exitCodes, UsageError, type Command } from './command';
import { parsed } from './options';

/** Restores a backup into an empty home and proves that it is the same. */
export default {
	name: 'restore',
	usage: 'restore FILE [--json]',
	summary: '把备份恢复到一个空的数据目录，并逐表核对',
	async runAlone(config, args, io) {
		const { values, positionals } = parsed(args, { json: { type: 'boolean' } });
		const [given, ...others] = positionals;
		if (given === undefined || others.length > 0) throw new UsageError('请写明一个备份文件。');
		const manifest = await restoreBackup(resolve(io.cwd, given), config.home);
		const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
		io.out(
			values.json
				? `${JSON.stringify({ home: config.home, ...manifest })}\n`
				: `已恢复到 ${config.home}：${rows} 行，与 ${manifest.made_at} 备份时逐表一致${manifest.keys?.length ? `；个人信息密钥 ${manifest.keys.join('、')} 已随之恢复` : ''}。\n下一步：npm start\n`
		);
		return exitCodes.done;
	}
} satisfies Command;
