import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import type { FileReport } from '$lib/server/ingest/file-report';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { ingestContext } from '../source-context';
import { exitCodes, UsageError, type Command } from './command';
import { momentOption, parsed } from './options';

/** Files named by the arguments, folders opened, in the order of their names. */
async function filesOf(paths: readonly string[], cwd: string): Promise<string[]> {
	const files: string[] = [];
	for (const given of paths) {
		const path = resolve(cwd, given);
		const info = await stat(path).catch(() => undefined);
		if (!info) throw new RiskError('FILE_MISSING', `找不到“${given}”，请检查路径后重试。`);
		if (!info.isDirectory()) {
			files.push(path);
			continue;
		}
		const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort();
		files.push(
			...(await filesOf(
				names.map((name) => join(path, name)),
				cwd
			))
		);
	}
	return files;
}

function line(report: FileReport): string {
	if (report.error !== null) return `✗ ${report.error}\n`;
	const facts = [
		report.feed,
		`读 ${report.rows_read}`,
		`入库 ${report.accepted}`,
		`搁置 ${report.set_aside}`,
		`更新 ${report.superseded}`,
		`未变 ${report.unchanged}`,
		`批次 ${report.batch}`
	];
	const note = report.note === null ? '' : `（${report.note}）`;
	return `✓ ${report.file}${report.sheet ? `〔${report.sheet}〕` : ''}：${facts.join('，')}${note}\n`;
}

/** Lands and checks files or folders; prints what came of each. */
export default {
	name: 'ingest',
	usage: 'ingest PATH... [--feed NAME] [--supplier NAME] [--received-at TS] [--json]',
	summary: '导入文件或文件夹',
	async run(app, args, io) {
		const { values, positionals } = parsed(args, {
			feed: { type: 'string' },
			supplier: { type: 'string' },
			'received-at': { type: 'string' },
			json: { type: 'boolean' }
		});
		if (positionals.length === 0) throw new UsageError('请写明要导入的文件或文件夹。');
		if (values.feed !== undefined && !feeds.has(values.feed)) {
			throw new UsageError(`没有名为“${values.feed}”的数据；可用的有：${[...feeds.keys()].join('、')}。`);
		}
		const receivedAt = momentOption(values['received-at'], 'received-at', '00:00:00');
		const reports: FileReport[] = [];
		for (const path of await filesOf(positionals, io.cwd)) {
			const fileReports = await ingestFile(ingestContext(app), {
				path,
				sourceId: 'cli',
				...(values.feed && { feed: values.feed }),
				...(values.supplier && { supplier: values.supplier }),
				...(receivedAt && { receivedAt })
			});
			reports.push(...fileReports);
			if (!values.json) for (const report of fileReports) io.out(line(report));
		}
		if (values.json) io.out(`${JSON.stringify({ files: reports })}\n`);
		return reports.some((report) => report.error !== null) ? exitCodes.failed : exitCodes.done;
	}
} satisfies Command;
