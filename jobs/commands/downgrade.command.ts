import { goBackBeforeUpgrade } from '$lib/server/warehouse/upgrade-copy';
import { exitCodes, type Command } from './command';
import { parsed } from './options';

/** Undoes the last upgrade of the database file, for the program that wrote it before. */
export default {
	name: 'downgrade',
	usage: 'downgrade [--json]',
	summary: '把数据库换回升级前的副本，以便退回旧版程序；现在的数据库另存',
	async runAlone(config, args, io) {
		const { values } = parsed(args, { json: { type: 'boolean' } });
		const { version, aside } = await goBackBeforeUpgrade(config.home);
		io.out(
			values.json
				? `${JSON.stringify({ version, aside })}\n`
				: `已换回升级前的数据库（结构版本 ${version}），现在的数据库另存为 ${aside}。\n` +
						'下一步：换回旧版程序，运行 npm run -s xinshao -- rebuild 补回升级后收到的文件，再启动；升级后在页面上做的处理不在其中。\n'
		);
		return exitCodes.done;
	}
} satisfies Command;
