import { resolve } from 'node:path';
import { buildWorld } from '$data/demo/world';
import { writeFeedFiles } from '$data/demo/write-files';
import { clockAt, shanghaiDay } from '$lib/domain/clock';
import { loadPolicy } from '$lib/server/policies/load-policy';
import { exitCodes, UsageError, type Command } from './command';
import { parsed } from './options';

function wholeNumber(text: string | undefined, name: string): number | undefined {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1) throw new UsageError(`--${name} 应为正整数。`);
	return value;
}

/** Writes a synthetic world as feed files, every feed of it. */
export default {
	name: 'demo',
	usage: 'demo [--projects N] [--months N] [--seed N] [--to DIR] [--json]',
	summary: '生成一份虚构的演示数据文件',
	async runAlone(config, args, io) {
		const { values } = parsed(args, {
			projects: { type: 'string' },
			months: { type: 'string' },
			seed: { type: 'string' },
			to: { type: 'string' },
			json: { type: 'boolean' }
		});
		const policy = loadPolicy(config.jurisdiction, resolve(config.root, 'data/policies'));
		const directory = resolve(io.cwd, values.to ?? 'demo-data');
		const seed = wholeNumber(values.seed, 'seed');
		const projects = wholeNumber(values.projects, 'projects');
		const months = wholeNumber(values.months, 'months');
		const world = buildWorld({
			jurisdiction: policy.code,
			today: shanghaiDay(clockAt(config.now)()),
			units: policy.units,
			...(seed && { seed }),
			...(projects && { projects }),
			...(months && { months })
		});
		const files = await writeFeedFiles(world, directory, { feeds: 'all' });
		const listed = files.map(({ feed, path, rows, receivedAt }) => ({
			feed,
			file: path,
			rows,
			received_at: receivedAt
		}));
		io.out(
			values.json
				? `${JSON.stringify({ directory, files: listed })}\n`
				: `已在 ${directory} 写出 ${files.length} 个文件\n`
		);
		return exitCodes.done;
	}
} satisfies Command;
