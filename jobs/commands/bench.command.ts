import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import type { App } from '$lib/server/app';
import { createApp } from '$lib/server/app';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { runScore } from '$lib/server/scoring/run-score';
import { sqlText } from '$lib/server/warehouse/sql-values';
import { ingestContext } from '../source-context';
import { exitCodes, UsageError, type Command, type CommandIo } from './command';
import { parsed } from './options';

const defaultLines = 2_000_000;
const linesAProject = 400;
const runs = 3;

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
	const started = performance.now();
	const result = await work();
	return { seconds: (performance.now() - started) / 1000, result };
}

const median = (values: readonly number[]) =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Writes a payroll of `lines` lines: twelve months, workers who come back month after month. */
async function writePayroll(app: App, path: string, lines: number): Promise<void> {
	await app.warehouse.write((tx) =>
		tx.run(`copy (
			select
				'P' || lpad(cast(n // 12 // ${linesAProject} as varchar), 6, '0') as project_code,
				'99410800MA' || lpad(cast(n // 12 // ${linesAProject} as varchar), 8, '0') as employer_uscc,
				'2026-' || lpad(cast(1 + n % 12 as varchar), 2, '0') as wage_month,
				'990108' || lpad(cast(n // 12 as varchar), 12, '0') as worker_id_no,
				'张' || chr(cast(19968 + (n // 12) % 8000 as integer)) as worker_name,
				20 + n % 7 as work_days,
				5000 + n % 900 || '.' || lpad(cast(n % 100 as varchar), 2, '0') as payable,
				n % 300 as deduction,
				5000 + n % 900 - n % 300 || '.' || lpad(cast(n % 100 as varchar), 2, '0') as paid,
				'成功' as pay_status,
				'2026-' || lpad(cast(1 + n % 12 as varchar), 2, '0') || '-15' as pay_date,
				'专户代发' as pay_channel,
				'6222' || lpad(cast(n // 12 as varchar), 15, '0') as bank_card_no,
				'是' as signed,
				'2026-' || lpad(cast(1 + n % 12 as varchar), 2, '0') || '-16 09:30:00' as confirmed_at
			from range(${lines}) as t(n)
		) to ${sqlText(path)} (format csv, header true)`)
	);
}

/** What the bare engine takes for `create table as select * from read_csv`. */
async function rawLoad(app: App, path: string): Promise<number> {
	const { seconds } = await timed(() =>
		app.warehouse.write((tx) =>
			tx.run(`create or replace table raw_payroll as select * from read_csv(${sqlText(path)})`)
		)
	);
	await app.warehouse.write((tx) => tx.run('drop table raw_payroll'));
	return seconds;
}

async function benchIngest(app: App, lines: number, io: CommandIo): Promise<Record<string, number>> {
	const path = join(app.config.home, 'tmp', 'payroll_bench.csv');
	await writePayroll(app, path, lines);
	const megabytes = (await stat(path)).size / 2 ** 20;
	io.err(`工资表 ${lines} 行，${megabytes.toFixed(0)} MB；每项 ${runs} 次取中位数\n`);
	const raw: number[] = [];
	const ours: number[] = [];
	const again: number[] = [];
	for (let run = 0; run < runs; run += 1) {
		raw.push(await rawLoad(app, path));
		const request = { path, feed: 'payroll', sourceId: 'bench' };
		const first = await timed(() => ingestFile(ingestContext(app), request));
		const [report] = first.result;
		if (report?.accepted !== lines)
			throw new Error(`accepted ${report?.accepted} of ${lines}: ${report?.error}`);
		ours.push(first.seconds);
		again.push((await timed(() => ingestFile(ingestContext(app), request))).seconds);
		await app.warehouse.write(async (tx) => {
			for (const table of ['feed_payroll', 'batch', 'pii_value', 'pii_block'])
				await tx.run(`delete from ${table}`);
		});
		await app.warehouse.checkpoint();
	}
	await rm(path);
	return {
		lines,
		megabytes,
		raw_seconds: median(raw),
		ingest_seconds: median(ours),
		second_load_seconds: median(again)
	};
}

async function benchScore(app: App): Promise<Record<string, number>> {
	const seconds: number[] = [];
	for (let run = 0; run < runs; run += 1) {
		const asOf = shanghaiDay(app.clock());
		const scoredAt = shanghaiTime(app.clock());
		const request = { asOf, knownAt: null, series: 'adhoc', scoredAt } as const;
		seconds.push((await timed(() => runScore(app.warehouse, app, request))).seconds);
	}
	const [count] = await app.warehouse.read(
		'select count(*) as n from feed_projects where known_to is null',
		{},
		z.object({ n: z.coerce.number() })
	);
	return { score_projects: count?.n ?? 0, score_seconds: median(seconds) };
}

/** Loads and judges synthetic data in a home of its own and prints our figures beside the bare engine's. */
export default {
	name: 'bench',
	usage: 'bench [--lines N] [--json]',
	summary: '测速，并与数据库引擎本身同场对比',
	async runAlone(config, args, io) {
		const { values } = parsed(args, { lines: { type: 'string' }, json: { type: 'boolean' } });
		const lines = Number(values.lines ?? defaultLines);
		if (!Number.isInteger(lines) || lines < 1000) throw new UsageError('--lines 应为不小于 1000 的整数。');
		const home = await mkdtemp(join(config.root, 'data', 'bench-'));
		const app = await createApp({ ...config, home });
		try {
			const figures: Record<string, number> = {
				...(await benchIngest(app, lines, io)),
				...(await benchScore(app))
			};
			figures['ingest_ratio'] = (figures['ingest_seconds'] ?? 0) / (figures['raw_seconds'] ?? 1);
			figures['second_load_ratio'] = (figures['second_load_seconds'] ?? 0) / (figures['raw_seconds'] ?? 1);
			figures['peak_rss_mb'] = process.resourceUsage().maxRSS / 1024;
			if (values.json) io.out(`${JSON.stringify(figures)}\n`);
			else
				for (const [name, value] of Object.entries(figures))
					io.out(`${name.padEnd(22)} ${value.toFixed(3)}\n`);
		} finally {
			await app.close();
			await rm(home, { recursive: true, force: true });
		}
		return exitCodes.done;
	}
} satisfies Command;
