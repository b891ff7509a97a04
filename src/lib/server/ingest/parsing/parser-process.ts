import { fork } from 'node:child_process';
import { dirname } from 'node:path';
import { RiskError } from '$lib/domain/errors';
import { answerOf, type Ending } from './child-answer';
import { parserEntry } from './parser-entry';
import { defaultParserLimits, type ParserLimits } from './parser-limits';
import type { ParserAnswer, ParserOrder } from './parser-messages';

type Refused = Extract<ParserAnswer, { kind: 'refused' | 'failed' }>;

/**
 * Has one order done by a process of its own, which may read only the file and its own program, write only
 * into `temp`, and is ended when it takes too long, too much memory or too much disk.
 * @throws RiskError FILE_SLOW, FILE_TOO_BIG, FILE_CRASH, and whatever the reader throws
 */
export async function inParser(
	order: ParserOrder,
	name: string,
	limits: ParserLimits = defaultParserLimits
): Promise<Exclude<ParserAnswer, Refused>> {
	const entry = await parserEntry();
	const source = order.kind === 'tables' ? order.file.path : order.path;
	const child = fork(entry, [], {
		execArgv: [
			`--max-old-space-size=${limits.heapMebibytes}`,
			'--no-warnings',
			...fence([dirname(entry), source, order.temp], order.temp)
		],
		// Nothing of the server's surroundings: no secret of a source, no address of a database.
		env: { TZ: process.env['TZ'] ?? 'Asia/Shanghai' },
		stdio: ['ignore', 'ignore', 'ignore', 'ipc']
	});
	const answer = await answerOf(child, order, limits);
	if (typeof answer === 'string') throw ending(answer, name, limits);
	if (answer.kind === 'refused') throw new RiskError(answer.code, answer.message, answer.details);
	if (answer.kind === 'failed') {
		const sentence = /ENOSPC/.test(answer.cause)
			? `磁盘已满，文件“${name}”没有入库；请清理磁盘后重试。`
			: crashSentence(name);
		throw new RiskError('FILE_CRASH', sentence, { name }, { cause: answer.cause });
	}
	return answer;
}

/** The engine's own fence around files, processes and add-ons, where this version has it. */
export function fence(readable: readonly string[], writable: string): string[] {
	if (!process.allowedNodeEnvironmentFlags.has('--permission')) return [];
	return [
		'--permission',
		...readable.map((path) => `--allow-fs-read=${path}`),
		`--allow-fs-write=${writable}`
	];
}

const crashSentence = (name: string) =>
	`文件“${name}”使读取程序意外退出，没有入库；请在 Excel 或 WPS 中打开后另存为新的 xlsx 再提交。`;

function ending(how: Ending, name: string, limits: ParserLimits): RiskError {
	switch (how) {
		case 'timeout':
			return new RiskError(
				'FILE_SLOW',
				`文件“${name}”在 ${Math.round(limits.milliseconds / 1000)} 秒内没有读完，已停止读取，没有入库；请拆分后再提交。`,
				{ name }
			);
		case 'memory':
			return new RiskError('FILE_TOO_BIG', `文件“${name}”要占用的内存超过上限，没有入库；请拆分后再提交。`, {
				name
			});
		case 'output':
			return new RiskError('FILE_TOO_BIG', `文件“${name}”展开后超过上限，没有入库；请拆分后再提交。`, {
				name
			});
		case 'crash':
			return new RiskError('FILE_CRASH', crashSentence(name), { name });
	}
}
