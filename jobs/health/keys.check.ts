import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { suites } from '$lib/server/warehouse/cipher-suite';
import { personalKeyPath } from '$lib/server/warehouse/pii-vault';
import { fine, ill, type HealthCheck } from './health-check';

/** Bits of a file that anybody but its owner has. */
const othersBits = 0o077;

export default {
	id: 'keys',
	order: 20,
	label: { zh: '密钥', en: 'Keys' },
	run(app) {
		const path = personalKeyPath(app.config.home);
		if (!existsSync(path)) return ill('缺少个人信息密钥文件', `从备份恢复 ${path}`);
		const folder = join(app.config.home, 'keys');
		const open = readdirSync(folder)
			.map((name) => join(folder, name))
			.filter((file) => (statSync(file).mode & othersBits) !== 0);
		if (open.length > 0)
			return ill(`密钥文件 ${open.join('、')} 别的用户也能读写`, `chmod 400 ${open.join(' ')}`);
		return fine(`密钥文件在位，仅本用户可读；算法 ${suites[app.keys.suite].algorithm}`);
	}
} satisfies HealthCheck;
