import type { App } from '$lib/server/app';
import type { Config } from '$lib/server/config';

/** Where a command writes, and from where its relative paths are meant. */
export interface CommandIo {
	out(text: string): void;
	err(text: string): void;
	readonly cwd: string;
}

/** One command of the command line; a file `<name>.command.ts` is a command. */
export interface Command {
	readonly name: string;
	readonly usage: string;
	readonly summary: string;
	/** Runs on an opened installation; answers the exit code. */
	run?(app: App, args: readonly string[], io: CommandIo): Promise<number>;
	/** Runs without opening the installation. */
	runAlone?(config: Config, args: readonly string[], io: CommandIo): Promise<number>;
}

/** Wrong use: exit code 2. */
export class UsageError extends Error {}

/** Exit codes of the interfaces contract. */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;
