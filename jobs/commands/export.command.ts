import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import { feeds } from '$lib/domain/feeds';
import type { App } from '$lib/server/app';
import {
	exportAlerts,
	exportFeed,
	exportIndicators,
	exportQuarantine,
	exportTiers,
	type ExportTable
} from '$lib/server/queries/export-rows';
import { runOfDay } from '$lib/server/queries/run-of-day';
import { advanceAlerts } from '$lib/server/alerts/alert-book';
import { runScore } from '$lib/server/scoring/run-score';
import { exitCodes, UsageError, type Command } from './command';
import { csvText, jsonText, xlsxBytes } from './export-text';
import { dayOption, momentOption, parsed } from './options';

/** The run of the day; a day that nobody judged yet is judged first. */
async function judgedRun(app: App, asOf: string, knownAt: string | null): Promise<number> {
	const run = await runOfDay(app.warehouse, asOf, knownAt);
	if (run !== undefined) return run;
	const series = knownAt === null ? 'current' : 'adhoc';
	const scoredAt = shanghaiTime(app.clock());
	const { runId } = await runScore(app.warehouse, app, { asOf, knownAt, series, scoredAt });
	if (series === 'current') await advanceAlerts(app.warehouse, app.policy, { runId, asOf }, app.clock);
	return runId;
}

async function tableOf(app: App, what: string, asOf: string, knownAt: string | null): Promise<ExportTable> {
	if (what === 'tiers') return exportTiers(app.warehouse, await judgedRun(app, asOf, knownAt));
	if (what === 'indicators') return exportIndicators(app.warehouse, await judgedRun(app, asOf, knownAt));
	if (what === 'quarantine') return exportQuarantine(app.warehouse);
	if (feeds.has(what)) return exportFeed(app.warehouse, what, knownAt);
	if (what === 'alerts') {
		await judgedRun(app, asOf, knownAt);
		return exportAlerts(app.warehouse);
	}
	throw new UsageError(`没有“${what}”可导出；可用：tiers、indicators、alerts、quarantine 或数据名。`);
}

const everything = () => ['tiers', 'indicators', 'alerts', 'quarantine', ...feeds.keys()];

/** Writes every table into a folder, one file each; answers how many rows each has. */
async function writeAll(
	app: App,
	folder: string,
	format: string,
	asOf: string,
	knownAt: string | null
): Promise<Record<string, number>> {
	await mkdir(folder, { recursive: true, mode: 0o750 });
	const rows: Record<string, number> = {};
	for (const what of everything()) {
		const table = await tableOf(app, what, asOf, knownAt);
		await writeFile(join(folder, `${what}.${format}`), await contentOf(table, what, format), { mode: 0o640 });
		rows[what] = table.rows.length;
	}
	return rows;
}

const contentOf = async (table: ExportTable, what: string, format: string): Promise<string | Uint8Array> =>
	format === 'xlsx' ? xlsxBytes(table, what) : format === 'json' ? jsonText(table) : csvText(table);

/** Writes a table to standard output, or a workbook to a file. */
export default {
	name: 'export',
	usage:
		'export tiers|indicators|alerts|quarantine|FEED|all [--as-of DATE] [--known-at TS] [--format csv|json|xlsx] [--out FILE]',
	summary: '导出表格',
	async run(app, args, io) {
		const { values, positionals } = parsed(args, {
			'as-of': { type: 'string' },
			'known-at': { type: 'string' },
			format: { type: 'string' },
			out: { type: 'string' },
			json: { type: 'boolean' }
		});
		const [what] = positionals;
		if (what === undefined) throw new UsageError('请写明要导出什么。');
		const format = values.json ? 'json' : (values.format ?? (values.out?.endsWith('.xlsx') ? 'xlsx' : 'csv'));
		if (!['csv', 'json', 'xlsx'].includes(format)) throw new UsageError(`不支持的格式“${format}”。`);
		if (format === 'xlsx' && values.out === undefined)
			throw new UsageError('导出 xlsx 请用 --out 写明文件。');
		const asOf = dayOption(values['as-of'], 'as-of') ?? shanghaiDay(app.clock());
		const knownAt = momentOption(values['known-at'], 'known-at', '23:59:59') ?? null;
		if (what === 'all') {
			if (values.out === undefined) throw new UsageError('导出全部请用 --out 写明一个目录。');
			const folder = resolve(io.cwd, values.out);
			const rows = await writeAll(app, folder, format, asOf, knownAt);
			const sum = Object.values(rows).reduce((total, count) => total + count, 0);
			io.out(`已导出到 ${folder}：${Object.keys(rows).length} 张表，${sum} 行。\n`);
			return exitCodes.done;
		}
		const content = await contentOf(await tableOf(app, what, asOf, knownAt), what, format);
		if (values.out !== undefined) await writeFile(resolve(io.cwd, values.out), content);
		else io.out(String(content));
		return exitCodes.done;
	}
} satisfies Command;
