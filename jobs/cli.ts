import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RiskError } from '$lib/domain/errors';
import { createApp } from '$lib/server/app';
import { readConfig } from '$lib/server/config';
import { exitCodes, type Command, type CommandIo } from './commands/command';
import { commands } from './commands/registry';
import { runOn, settled } from './commands/run-command';
import { askRunningServer } from './control';
import { resumeDemo } from './demo';

const root = process.env['XINSHAO_ROOT'] ?? resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const io: CommandIo = {
	out: (text) => process.stdout.write(text),
	err: (text) => process.stderr.write(text),
	cwd: process.cwd()
};

function help(): string {
	const width = Math.max(...[...commands.values()].map((command) => command.usage.length));
	const lines = [...commands.values()].map(
		(command) => `  ${command.usage.padEnd(width)}  ${command.summary}`
	);
	return `用法：npm run -s xinshao -- 命令 [参数]\n\n${lines.join('\n')}\n`;
}

async function main([name, ...args]: string[]): Promise<number> {
	if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
		io.out(help());
		return name === undefined ? exitCodes.usage : exitCodes.done;
	}
	const command = commands.get(name);
	if (!command) {
		io.err(`没有“${name}”这个命令。\n\n${help()}`);
		return exitCodes.usage;
	}
	return settled(command, io, () => execute(command, args));
}

async function execute(command: Command, args: readonly string[]): Promise<number> {
	const config = readConfig(process.env, root);
	if (command.runAlone) return command.runAlone(config, args, io);
	const request = { command: command.name, args: [...args], cwd: io.cwd };
	const answered = await askRunningServer(config.home, request, io);
	if (answered !== undefined) return answered;
	const app = await createApp(config);
	const upstream = command.name === 'job' ? await resumeDemo(app, () => undefined) : undefined;
	try {
		return await runOn(app, command, args, io);
	} finally {
		await upstream?.close();
		await app.close();
	}
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
	return new Promise((done) => stream.write('', () => done()));
}

let code: number;
try {
	code = await main(process.argv.slice(2));
} catch (error) {
	io.err(`${error instanceof RiskError ? error.message : String(error)}\n`);
	code = exitCodes.failed;
}
await flushed(process.stdout);
process.exit(code);
