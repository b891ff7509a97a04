import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isSealed } from '$lib/server/warehouse/landed-files';
import { fine, ill, type HealthCheck } from './health-check';

const path = z.object({ path: z.string() });
/** Looked into for the mark of sealed files; all are looked for. */
const lookedInto = 200;

const isThere = (file: string) =>
	stat(file).then(
		() => true,
		() => false
	);

export default {
	id: 'landed',
	order: 110,
	label: { zh: '原始文件', en: 'Landed files' },
	async run(app) {
		const { home } = app.config;
		const files = await app.warehouse.read(
			`select landed_path as path, max(batch_id) as newest from batch
			where landed_path <> '' and sha256 not in (select sha256 from erased_file)
			group by landed_path order by newest desc`,
			{},
			path
		);
		const erased = await app.warehouse.read(
			`select landed_path as path from erased_file where landed_path <> ''`,
			{},
			path
		);
		const missing: string[] = [];
		let clear = 0;
		for (const [index, file] of files.entries()) {
			if (!(await isThere(join(home, file.path)))) missing.push(file.path);
			else if (index < lookedInto && !(await isSealed(join(home, file.path)))) clear += 1;
		}
		if (missing.length > 0)
			return ill(
				`${files.length} 个原始文件中缺少 ${missing.length} 个，如 ${missing[0]}`,
				'从备份取回缺少的文件，再运行 npm run -s xinshao -- verify'
			);
		for (const file of erased)
			if (await isThere(join(home, file.path)))
				return ill('有已批准删除的原始文件还在磁盘上', '重启服务，启动时会补做销毁');
		const open = clear > 0 ? `，其中 ${clear} 个由旧版本明文保存，再次收到时会加密` : '，均已加密';
		return fine(files.length === 0 ? '还没有原始文件' : `${files.length} 个原始文件与批次相符${open}`);
	}
} satisfies HealthCheck;
