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

interface JudgedDay {
	readonly seconds: number;
	/** Projects that were worked out again; null: all. */
	readonly askedProjects: number | null;
}

/** Judges a day, from scratch or carrying on from an earlier one; says what each step took where that is asked for. */
async function judgeDay(
	app: App,
	asOf: string,
	how: 'whole' | 'carried',
	{ profile, say }: ProvinceBench
): Promise<JudgedDay> {
	const steps = new Map<string, number>();
	const { seconds, result } = await timed(() =>
		runScore(app.warehouse, app, {
			whole: how === 'whole',
			asOf,
			knownAt: null,
			series: 'current',
			scoredAt: shanghaiTime(app.clock()),
			watch: (step, milliseconds) => steps.set(step, (steps.get(step) ?? 0) + milliseconds)
		})
	);
	if (profile) {
		say(`\n${asOf} ${how} ${seconds.toFixed(2)} s\n`);
		for (const [step, milliseconds] of [...steps].sort(([, a], [, b]) => b - a))
			say(`${milliseconds.toFixed(0).padStart(8)} ms  ${step}\n`);
	}
	return { seconds, askedProjects: result.askedProjects };
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
	const first = await withPeakMemory(app, () => judgeDay(app, asOf, 'whole', bench));
	const raw = median([await rawScan(app), await rawScan(app), await rawScan(app)]);
	const again: number[] = [];
	for (let run = 0; run < 3; run += 1) again.push((await judgeDay(app, asOf, 'whole', bench)).seconds);
	const warm = median(again);
	const pages = await benchPages(app, asOf, pagesOpened);
	const every = Math.max(1, Math.floor(workers / correctedLines));
	const correction = await correct(app, bench, { name: 'correction', where: `w.n % ${every} = 3` });
	// One project in a hundred has its last month corrected, whole.
	const changed = await correct(app, bench, { name: 'changed', where: 'w.project_n % 100 = 7' });
	const nextDay = await judgeDay(app, addDays(asOf, 1), 'carried', bench);
	const quietDay = await judgeDay(app, addDays(asOf, 2), 'carried', bench);
	const nextWhole = await judgeDay(app, addDays(asOf, 2), 'whole', bench);
	return {
		province_projects: projects,
		province_workers: workers,
		province_rows: made?.row_count ?? 0,
		made_rows_per_second: (made?.row_count ?? 0) / making.seconds,
		raw_scan_seconds: raw,
		judge_first_seconds: first.result.seconds,
		judge_seconds: warm,
		judge_to_raw_ratio: warm / raw,
		judge_peak_engine_mb: first.engineMegabytes,
		judge_peak_process_mb: first.processMegabytes,
		next_day_changed_lines: changed.report.accepted,
		next_day_load_seconds: changed.seconds,
		next_day_asked_projects: nextDay.askedProjects ?? projects,
		next_day_judge_seconds: nextDay.seconds,
		next_day_ratio: nextDay.seconds / nextWhole.seconds,
		quiet_day_asked_projects: quietDay.askedProjects ?? projects,
		quiet_day_judge_seconds: quietDay.seconds,
		quiet_day_ratio: quietDay.seconds / nextWhole.seconds,
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
	await judgeDay(app, district.asOf, 'whole', district);
	return {
		district_projects: district.projects,
		district_judge_seconds: (await judgeDay(app, district.asOf, 'whole', district)).seconds
	};
}
