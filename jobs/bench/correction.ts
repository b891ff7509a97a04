import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addMonths } from '$lib/domain/day';
import type { App } from '$lib/server/app';
import type { FileReport } from '$lib/server/ingest/file-report';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { sqlText } from '$lib/server/warehouse/sql-values';
import { ingestContext } from '../source-context';
import type { ProvinceSize } from './province';

/** Which lines of the last month a correction speaks of, over the made worker `w`. */
export interface Correction {
	readonly name: string;
	readonly where: string;
}

/**
 * Writes a file that corrects lines of the last month of a made province, as a bank would send it, and loads it.
 * Answers the report and the seconds of the load alone. Needs the temporary table made_worker.
 */
export async function correct(
	app: App,
	size: ProvinceSize,
	{ name, where }: Correction
): Promise<{ seconds: number; report: FileReport }> {
	const path = join(app.config.home, 'tmp', `payroll_${name}.csv`);
	const month = addMonths(`${size.asOf.slice(0, 7)}-01`, -1);
	await app.warehouse.write((tx) =>
		tx.run(`copy (
			select w.project_code, w.employer_uscc, ${sqlText(month.slice(0, 7))} as wage_month, w.id_no as worker_id_no,
				22 as work_days, cast(w.wage_fen / 100 + 1 as decimal(18, 2)) as payable, 0 as deduction,
				cast(w.wage_fen / 100 as decimal(18, 2)) as paid, '成功' as pay_status, ${sqlText(size.asOf)} as pay_date,
				'专户代发' as pay_channel, '是' as signed
			from made_worker w where ${where}
		) to ${sqlText(path)} (format csv, header true)`)
	);
	const started = performance.now();
	const [report] = await ingestFile(ingestContext(app), { path, feed: 'payroll', sourceId: 'bench' });
	const seconds = (performance.now() - started) / 1000;
	await rm(path);
	if (!report || report.error !== null) throw new Error(`correction ${name}: ${report?.error}`);
	return { seconds, report };
}
