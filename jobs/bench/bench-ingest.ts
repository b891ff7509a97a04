import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '$lib/server/app';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { sqlText } from '$lib/server/warehouse/sql-values';
import { ingestContext } from '../source-context';
import { median, timed, type Figures } from './measure';

const linesAProject = 400;
const runs = 3;

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

/** Loads a payroll of `lines` lines, twice, beside the bare engine's `create table as select * from read_csv`. */
export async function benchIngest(app: App, lines: number, say: (text: string) => void): Promise<Figures> {
	const path = join(app.config.home, 'tmp', 'payroll_bench.csv');
	await writePayroll(app, path, lines);
	const megabytes = (await stat(path)).size / 2 ** 20;
	say(`工资表 ${lines} 行，${megabytes.toFixed(0)} MB；每项 ${runs} 次取中位数\n`);
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
		second_load_seconds: median(again),
		ingest_ratio: median(ours) / median(raw),
		second_load_ratio: median(again) / median(raw),
		ingest_lines_per_second: lines / median(ours)
	};
}
