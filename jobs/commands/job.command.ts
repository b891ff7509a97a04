import { runJob } from '../run';
import { exitCodes, UsageError, type Command } from './command';
import { parsed } from './options';

/** Runs one job of the timetable now. */
export default {
	name: 'job',
	usage: 'job NAME [--json]',
	summary: '立即运行一个任务',
	async run(app, args, io) {
		const { values, positionals } = parsed(args, { json: { type: 'boolean' } });
		const [name] = positionals;
		if (name === undefined) throw new UsageError('请写明任务名。');
		const report = await runJob(app, name, 'cli', (text) => {
			if (!values.json) io.err(`${text}\n`);
		});
		if (values.json) io.out(`${JSON.stringify(report)}\n`);
		else io.out(`任务 ${name}：${report.status} ${JSON.stringify(report.counts)}\n`);
		if (report.error !== null && !values.json) io.err(`${report.error}\n`);
		return report.status === 'done' ? exitCodes.done : exitCodes.failed;
	}
} satisfies Command;
