import { RiskError } from '$lib/domain/errors';
import { createApp } from '$lib/server/app';
import { readHomeCard } from '$lib/server/home-card';
import { exitCodes, type Command } from './command';
import { parsed } from './options';

/** Makes an empty home for a jurisdiction; a home that exists is left as it is. */
export default {
	name: 'init',
	usage: 'init [--jurisdiction CODE] [--json]',
	summary: '建立一个空的数据目录',
	async runAlone(config, args, io) {
		const { values } = parsed(args, { jurisdiction: { type: 'string' }, json: { type: 'boolean' } });
		const jurisdiction = values.jurisdiction ?? config.jurisdiction;
		const existing = readHomeCard(config.home);
		if (existing && existing.jurisdiction !== jurisdiction) {
			throw new RiskError(
				'HOME_OTHER',
				`数据目录 ${config.home} 已属于 ${existing.jurisdiction}，不能改为 ${jurisdiction}；请用 XINSHAO_HOME 换一个目录。`
			);
		}
		const app = await createApp({ ...config, jurisdiction });
		await app.close();
		const facts = { home: config.home, jurisdiction, name: app.policy.name };
		io.out(
			values.json
				? `${JSON.stringify(facts)}\n`
				: `已建立 ${app.policy.name} 的数据目录：${config.home}\n下一步：npm run -s xinshao -- ingest 文件或文件夹\n`
		);
		return exitCodes.done;
	}
} satisfies Command;
