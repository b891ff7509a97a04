import { RiskError } from '$lib/domain/errors';
import type { App } from '$lib/server/app';
import { exitCodes, UsageError, type Command, type CommandIo } from './command';

/** Turns what a command throws into its exit code and one sentence. */
export async function settled(command: Command, io: CommandIo, work: () => Promise<number>): Promise<number> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof UsageError) {
			io.err(`${error.message}\n用法：xinshao ${command.usage}\n`);
			return exitCodes.usage;
		}
		if (error instanceof RiskError) {
			io.err(`${error.message}\n`);
			return exitCodes.failed;
		}
		io.err(`出现未预料的错误：${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
		return exitCodes.failed;
	}
}

/** Runs a command on an opened installation. */
export function runOn(app: App, command: Command, args: readonly string[], io: CommandIo): Promise<number> {
	return settled(command, io, () => {
		if (command.run) return command.run(app, args, io);
		if (command.runAlone) return command.runAlone(app.config, args, io);
		return Promise.resolve(exitCodes.usage);
	});
}
