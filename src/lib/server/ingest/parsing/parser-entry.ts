import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RiskError } from '$lib/domain/errors';

const root = () => process.env['XINSHAO_ROOT'] ?? process.cwd();
let built: Promise<unknown> | undefined;

/**
 * The built program of the reading process. In tests and under `vite dev`, where nothing has been built, it is
 * built first if its sources have changed.
 * @throws RiskError PARSER_MISSING
 */
export async function parserEntry(): Promise<string> {
	const entry = join(root(), 'build', 'parser', 'parser.mjs');
	if (import.meta.env.DEV) {
		built ??= promisify(execFile)(process.execPath, [join(root(), 'scripts', 'build.mjs'), 'parser']);
		await built;
	}
	if (!existsSync(entry)) {
		throw new RiskError(
			'PARSER_MISSING',
			'读取表格的程序没有构建，文件暂不能导入；请运行 npm run build 后重试。',
			{ entry }
		);
	}
	return entry;
}
