import { eraseFromFiles } from '$lib/server/accounts/erased-from-files';
import type { Job } from './job';
import { ingestContext } from './source-context';

/** Takes the persons of erased projects out of landed files that other projects still need. */
export default {
	id: 'thin',
	label: { zh: '改写含已删除个人信息的原始文件', en: 'Rewrite landed files without erased persons' },
	async run(app, say) {
		const { files, rewritten, rows, failures } = await eraseFromFiles(ingestContext(app), say);
		return { counts: { files, rewritten, rows }, failures };
	}
} satisfies Job;
