import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { clockAt, shanghaiDay } from '$lib/domain/clock';
import { createApp } from '$lib/server/app';
import type { Config } from '$lib/server/config';
import { benchIngest } from '../bench/bench-ingest';
import { benchDistrict, benchProvince } from '../bench/bench-province';
import { keepProvince } from '../bench/keep-province';
import type { Figures } from '../bench/measure';
import { exitCodes, UsageError, type Command, type CommandIo } from './command';
import { parsed } from './options';

/** A size that ends in a minute or two; a real province is 50000 projects and 5000000 workers. */
const defaults = { projects: 5000, workers: 500_000, months: 12, lines: 2_000_000 };

/** Bytes on the disk of a made worker and month, with the copy that stands aside during a checkpoint. */
const bytesAWorkerMonth = 200;
/** Bytes of a line of the file that is loaded, its landed copy and its rows. */
const bytesALine = 500;

function count(text: string | undefined, name: keyof typeof defaults, least: number): number {
	const value = Number(text ?? defaults[name]);
	if (!Number.isInteger(value) || value < least)
		throw new UsageError(`--${name} 应为不小于 ${least} 的整数。`);
	return value;
}

/** @throws UsageError where the figures could not be kept while they are taken */
async function refuseFullDisk(root: string, needed: number): Promise<void> {
	const { bavail, bsize } = await statfs(root);
	const free = bavail * bsize;
	if (free < needed) {
		const gigabytes = (bytes: number) => (bytes / 2 ** 30).toFixed(0);
		throw new UsageError(
			`测速约需 ${gigabytes(needed)} GB 空闲磁盘，现有 ${gigabytes(free)} GB，请减小 --workers 或 --lines。`
		);
	}
}

/** Runs `work` in a home of its own, which is gone afterwards. */
async function inNewHome(
	config: Config,
	work: (app: Awaited<ReturnType<typeof createApp>>) => Promise<Figures>
) {
	const home = await mkdtemp(join(config.root, 'data', 'bench-'));
	try {
		const app = await createApp({ ...config, home });
		try {
			return await work(app);
		} finally {
			await app.close();
		}
	} finally {
		await rm(home, { recursive: true, force: true });
	}
}

function print(figures: Figures, isJson: boolean | undefined, io: CommandIo): void {
	if (isJson) io.out(`${JSON.stringify(figures)}\n`);
	else
		for (const [name, value] of Object.entries(figures))
			io.out(`${name.padEnd(28)} ${Number.isInteger(value) ? value : value.toFixed(3)}\n`);
}

/** Makes a synthetic province, loads files and judges it, and prints our figures beside the bare engine's. */
export default {
	name: 'bench',
	usage: 'bench [--projects N] [--workers N] [--months N] [--lines N] [--profile] [--json] | --keep',
	summary: '测速，并与数据库引擎本身同场对比',
	async runAlone(config, args, io) {
		const { values } = parsed(args, {
			projects: { type: 'string' },
			workers: { type: 'string' },
			months: { type: 'string' },
			lines: { type: 'string' },
			profile: { type: 'boolean' },
			keep: { type: 'boolean' },
			json: { type: 'boolean' }
		});
		const size = {
			projects: count(values.projects, 'projects', 100),
			workers: count(values.workers, 'workers', 1000),
			months: count(values.months, 'months', 3)
		};
		const lines = count(values.lines, 'lines', 1000);
		await refuseFullDisk(
			config.root,
			Math.max(size.workers * size.months * bytesAWorkerMonth, lines * bytesALine)
		);
		const say = (text: string) => io.err(text);
		if (values.keep) {
			const app = await createApp(config);
			try {
				await keepProvince(app, { ...size, asOf: shanghaiDay(app.clock()) }, say);
			} finally {
				await app.close();
			}
			return exitCodes.done;
		}
		const bench = {
			...size,
			asOf: shanghaiDay(clockAt(config.now)()),
			profile: values.profile ?? false,
			say
		};
		const province = await inNewHome(config, (app) => benchProvince(app, bench));
		const district = await inNewHome(config, (app) => benchDistrict(app, bench));
		const ingest = await inNewHome(config, (app) => benchIngest(app, lines, say));
		const figures = {
			...province,
			...district,
			...ingest,
			peak_rss_mb: process.resourceUsage().maxRSS / 1024
		};
		print(figures, values.json, io);
		return exitCodes.done;
	}
} satisfies Command;
