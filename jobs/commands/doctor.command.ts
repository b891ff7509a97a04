import { checkHealth } from '../health/registry';
import { exitCodes, type Command } from './command';
import { parsed } from './options';

/** Says what is wrong and the next command to type. */
export default {
	name: 'doctor',
	usage: 'doctor [--json]',
	summary: '检查安装，指出问题和下一步',
	async run(app, args, io) {
		const { values } = parsed(args, { json: { type: 'boolean' } });
		const findings = (await checkHealth(app)).map(({ label, ok, says, next }) => ({
			check: label.zh,
			ok,
			says,
			next
		}));
		const environment = {
			home: app.config.home,
			jurisdiction: `${app.policy.code} ${app.policy.name}`,
			now: app.config.now ?? '本机时钟',
			host: app.config.host,
			port: app.config.port,
			node: process.version,
			time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone
		};
		if (values.json) io.out(`${JSON.stringify({ environment, findings })}\n`);
		else {
			for (const [name, value] of Object.entries(environment)) io.out(`${name}: ${value}\n`);
			for (const { check, ok, says, next } of findings) {
				io.out(`${ok ? '✓' : '✗'} ${check}：${says}${next === null ? '' : `\n    下一步：${next}`}\n`);
			}
		}
		return findings.every((finding) => finding.ok) ? exitCodes.done : exitCodes.failed;
	}
} satisfies Command;
