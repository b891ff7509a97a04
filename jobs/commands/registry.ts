import type { Command } from './command';

const modules = import.meta.glob<{ default: Command }>('./*.command.ts', { eager: true });

/** Every command, by name. Adding `<name>.command.ts` adds a command. */
export const commands: ReadonlyMap<string, Command> = new Map(
	Object.values(modules)
		.map((module) => module.default)
		.sort((a, b) => a.name.localeCompare(b.name))
		.map((command) => [command.name, command])
);
