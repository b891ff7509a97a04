import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { localActor } from '$lib/domain/actor';
import { suites } from '$lib/server/warehouse/cipher-suite';
import { personalKeyPath } from '$lib/server/warehouse/key-file';
import { isNothing, keyRemains } from '$lib/server/warehouse/rotate-keys';
import { fine, ill, type HealthCheck } from './health-check';

/** Bits of a file that anybody but its owner has. */
const othersBits = 0o077;

export default {
	id: 'keys',
	order: 20,
	label: { zh: '密钥', en: 'Keys' },
	async run(app) {
		const path = personalKeyPath(app.config.home);
		if (!existsSync(path)) return ill('缺少个人信息密钥文件', `从备份恢复 ${path}`);
		const folder = join(app.config.home, 'keys');
		const open = readdirSync(folder)
			.map((name) => join(folder, name))
			.filter((file) => (statSync(file).mode & othersBits) !== 0);
		if (open.length > 0)
			return ill(`密钥文件 ${open.join('、')} 别的用户也能读写`, `chmod 400 ${open.join(' ')}`);
		const { warehouse, keys, config, clock } = app;
		const says = `密钥文件在位，仅本用户可读；编号 ${keys.all[0]?.id}，算法 ${suites[keys.suite].algorithm}`;
		if (keys.all.length === 1) return fine(says);
		const remains = await keyRemains({ warehouse, keys, home: config.home, clock, actor: localActor });
		return isNothing(remains)
			? ill(
					`${says}；已换完密钥，旧密钥还没有销毁`,
					'先做一份新备份，再运行 npm run -s xinshao -- keys destroy'
				)
			: ill(`${says}；更换密钥没有做完`, 'npm run -s xinshao -- keys rotate');
	}
} satisfies HealthCheck;
