import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { lettersByName } from '$data/demo/named-only';
import { startUpstream, type Upstream } from '$data/demo/upstream';
import { buildWorld, type DemoWorld } from '$data/demo/world';
import { HTTP_FEEDS, writeFeedFiles } from '$data/demo/write-files';
import { shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import { addDays } from '$lib/domain/day';
import type { App } from '$lib/server/app';
import { publishTiers } from '$lib/server/scoring/publish-tiers';
import { judgeDay, restateDay } from './judge-day';
import { actInDemo } from './demo-acts';
import { exemptInDemo } from './demo-exemptions';
import { meetInDemo, meetingDayOf, workOnAlerts } from './demo-office';
import { deliverEarlier, demoSupplier, tellInDemo } from './demo-deliveries';
import { runJob } from './run';

const recipe = z.object({ today: z.string(), seed: z.number(), loaded: z.boolean().default(true) });
type Recipe = z.infer<typeof recipe>;

const defaultSeed = 20_250_623;
const recipeFile = (home: string) => join(home, 'demo.json');

const sourcesYaml = `# 演示数据源：由本机的演示接口提供。真实部署时改成部门的接口地址。
http:
  - id: demo
    supplier: 演示部门接口
    base: \${XINSHAO_DEMO_UPSTREAM}
    token_env: XINSHAO_DEMO_TOKEN
    feeds: [${HTTP_FEEDS.join(', ')}]
`;

function worldOf(app: App, { today, seed }: Recipe): DemoWorld {
	const { code, units } = app.policy;
	return buildWorld({ jurisdiction: code, today, seed, units });
}

/** Serves the demo's departments on a free port of this machine; the world is built when somebody first asks. */
async function serveDemo(app: App, cooked: Recipe, built?: DemoWorld): Promise<Upstream> {
	let world = built;
	const lazy = {
		get rows() {
			world ??= worldOf(app, cooked);
			return world.rows;
		}
	};
	const token = randomBytes(16).toString('hex');
	const upstream = await startUpstream(lazy, { token });
	process.env['XINSHAO_DEMO_UPSTREAM'] = upstream.url;
	process.env['XINSHAO_DEMO_TOKEN'] = token;
	return upstream;
}

/**
 * Starts the demo's upstream again where the home holds the demo; undefined elsewhere. A load that was cut off
 * goes on: the files that were not taken yet still lie in the inbox.
 */
export async function resumeDemo(app: App, say: (line: string) => void): Promise<Upstream | undefined> {
	const path = recipeFile(app.config.home);
	if (!existsSync(path)) return undefined;
	const cooked = recipe.parse(JSON.parse(readFileSync(path, 'utf8')));
	const upstream = await serveDemo(app, cooked);
	if (!cooked.loaded) await takeIn(app, cooked, say);
	return upstream;
}

/** Weeks of which the demo shows what was published. */
const pastWeeks = [4, 3, 2, 1];
const daysInWeek = 7;

/** Judges the demo's past weeks as they were published, before the departments' data have come in. */
async function publishPast(app: App, today: string): Promise<void> {
	for (const weeks of pastWeeks) {
		const asOf = addDays(today, -weeks * daysInWeek);
		const { runId } = await restateDay(app, asOf);
		await publishTiers(app.warehouse, { runId, asOf, at: shanghaiTime(app.clock()) });
	}
}

/** Judges the past weeks and the day of the last meeting as known now; after each the invented office goes to work. */
async function judgePast(app: App, today: string): Promise<number> {
	const weeks = pastWeeks.map((ago) => addDays(today, -ago * daysInWeek));
	const days = [...new Set([...weeks, meetingDayOf(app)])].sort();
	let acts = 0;
	for (const day of days) {
		await judgeDay(app, day);
		acts += await workOnAlerts(app, day);
	}
	return acts;
}

/** Runs the jobs that the timetable runs, and notes that the demo is whole. */
async function takeIn(app: App, cooked: Recipe, say: (line: string) => void): Promise<void> {
	let acts = 0;
	for (const job of ['inbox', 'pull', 'score', 'supply']) {
		const report = await runJob(app, job, 'start', (line) => say(`  ${line}`));
		if (report.status === 'failed') say(`  任务 ${job} 失败：${report.error ?? ''}`);
		if (job === 'inbox') await publishPast(app, cooked.today);
		if (job !== 'pull') continue;
		acts += await judgePast(app, cooked.today);
		await exemptInDemo(app);
	}
	say(`  演示办件记录 ${acts + (await actInDemo(app))} 条（虚构）`);
	await tellInDemo(app);
	await meetInDemo(app);
	writeFileSync(recipeFile(app.config.home), JSON.stringify({ ...cooked, loaded: true }));
}

/** Whether nothing was ever loaded into the home. */
export async function isEmptyHome(app: App): Promise<boolean> {
	const [row] = await app.warehouse.read(
		'select count(*) as n from batch',
		{},
		z.object({ n: z.coerce.number() })
	);
	return row?.n === 0;
}

/**
 * Loads the demo world by the same road as a district's own data: files through the inbox, pages through the
 * HTTP source, then the jobs that the timetable runs.
 */
export async function loadDemo(app: App, say: (line: string) => void): Promise<Upstream> {
	const cooked = { today: shanghaiDay(app.clock()), seed: defaultSeed, loaded: false };
	say(`生成演示数据（${app.policy.name}，虚构）…`);
	const world = worldOf(app, cooked);
	const inbox = join(app.config.home, 'inbox');
	say(`  此前各周的报送 ${await deliverEarlier(app, world)} 份`);
	const files = await writeFeedFiles(world, inbox, { feeds: 'files' });
	const long = new Date(Date.now() - 60_000);
	for (const file of files) {
		utimesSync(file.path, long, long);
		const folder = join(inbox, demoSupplier(file.feed));
		mkdirSync(folder, { recursive: true });
		renameSync(file.path, join(folder, file.name));
	}
	const letters = lettersByName(world, cooked.today);
	mkdirSync(join(inbox, letters.folder), { recursive: true });
	writeFileSync(join(inbox, letters.folder, letters.name), letters.text);
	utimesSync(join(inbox, letters.folder, letters.name), long, long);
	writeFileSync(join(app.config.home, 'sources.yaml'), sourcesYaml, { flag: 'w' });
	writeFileSync(recipeFile(app.config.home), JSON.stringify(cooked));
	const upstream = await serveDemo(app, cooked, world);
	await takeIn(app, cooked, say);
	return upstream;
}
