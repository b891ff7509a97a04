import { z } from 'zod';
import { shanghaiTime } from '$lib/domain/clock';
import { addDays } from '$lib/domain/day';
import type { App } from '$lib/server/app';
import { runScore } from '$lib/server/scoring/run-score';
import { correct } from './correction';
import { median, quantile, timed, type Figures } from './measure';
import { withPeakMemory } from './peak-memory';
import { benchPages } from './project-page';
import { makeProvince, type ProvinceSize } from './province';
import { rawScan } from './raw-scan';

const pagesOpened = 12;
const correctedLines = 1000;

export interface ProvinceBench extends ProvinceSize {
	/** Whether the seconds of every step of judging are said. */
	readonly profile: boolean;
	readonly say: (text: string) => void;
}

/** Judges a day; seconds, and what each step took is said where it is asked for. */
async function judgeDay(app: App, asOf: string, { profile, say }: ProvinceBench): Promise<number> {
	const steps = new Map<string, number>();
	const { seconds } = await timed(() =>
		runScore(app.warehouse, app, {
			asOf,
			knownAt: null,
			series: 'current',
			scoredAt: shanghaiTime(app.clock()),
			watch: (step, milliseconds) => steps.set(step, (steps.get(step) ?? 0) + milliseconds)
		})
	);
	if (profile) {
		say(`\n${asOf} ${seconds.toFixed(2)} s\n`);
		for (const [step, milliseconds] of [...steps].sort(([, a], [, b]) => b - a))
			say(`${milliseconds.toFixed(0).padStart(8)} ms  ${step}\n`);
	}
	return seconds;
}

/**
 * Makes a province and measures it: judging a day and the next one, a correction, pages, each beside one scan of the
 * same facts by the bare engine. The first judging reads from the disk; the others find the data in memory.
 */
export async function benchProvince(app: App, bench: ProvinceBench): Promise<Figures> {
	const { asOf, projects, workers, say } = bench;
	const making = await timed(() => makeProvince(app, bench, say));
	const [made] = await app.warehouse.read(
		'select cast(sum(accepted) as double) as row_count from batch',
		{},
		z.object({ row_count: z.number() })
	);
	const first = await withPeakMemory(app, () => judgeDay(app, asOf, bench));
	const raw = median([await rawScan(app), await rawScan(app), await rawScan(app)]);
	const warm = median([
		await judgeDay(app, asOf, bench),
		await judgeDay(app, asOf, bench),
		await judgeDay(app, asOf, bench)
	]);
	const pages = await benchPages(app, asOf, pagesOpened);
	const every = Math.max(1, Math.floor(workers / correctedLines));
	const correction = await correct(app, bench, { name: 'correction', where: `w.n % ${every} = 3` });
	// One project in a hundred has its last month corrected, whole.
	const changed = await correct(app, bench, { name: 'changed', where: 'w.project_n % 100 = 7' });
	const nextDay = await judgeDay(app, addDays(asOf, 1), bench);
	return {
		province_projects: projects,
		province_workers: workers,
		province_rows: made?.row_count ?? 0,
		made_rows_per_second: (made?.row_count ?? 0) / making.seconds,
		raw_scan_seconds: raw,
		judge_first_seconds: first.result,
		judge_seconds: warm,
		judge_to_raw_ratio: warm / raw,
		judge_peak_engine_mb: first.engineMegabytes,
		judge_peak_process_mb: first.processMegabytes,
		next_day_changed_lines: changed.report.accepted,
		next_day_load_seconds: changed.seconds,
		next_day_judge_seconds: nextDay,
		next_day_ratio: nextDay / warm,
		correction_lines: correction.report.accepted,
		correction_seconds: correction.seconds,
		page_median_ms: median(pages),
		page_p95_ms: quantile(pages, 0.95)
	};
}

/** Makes a district and judges it: the size of one demo world; seconds. */
export async function benchDistrict(app: App, bench: ProvinceBench): Promise<Figures> {
	const district = { ...bench, projects: 120, workers: 6000, say: () => undefined };
	await makeProvince(app, district, district.say);
	await judgeDay(app, district.asOf, district);
	return {
		district_projects: district.projects,
		district_judge_seconds: await judgeDay(app, district.asOf, district)
	};
}
