import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createApp, type App, type OpenAppOptions } from '$lib/server/app';
import { readConfig, type Config } from '$lib/server/config';
import type { FileReport } from '$lib/server/ingest/file-report';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import type { Command } from '$jobs/commands/command';
import { runOn } from '$jobs/commands/run-command';
import { ingestContext } from '$jobs/source-context';

const root = resolve(import.meta.dirname, '../..');

/** An installation on the disk that can be closed, damaged and opened again. */
export interface TestHome {
	readonly path: string;
	readonly config: Config;
	open(options?: OpenAppOptions): Promise<App>;
	/** Ingests a text as a file of that name, received at a moment of Shanghai time, or now. */
	ingest(app: App, name: string, text: string, receivedAt?: string): Promise<FileReport[]>;
	/** Runs a command of the command line; answers its exit code and what it printed. */
	command(
		app: App | Config,
		command: Command,
		args: string[]
	): Promise<{ code: number; out: string; err: string }>;
	remove(): void;
}

export function testHome(now = '2026-11-21'): TestHome {
	const base = mkdtempSync(join(tmpdir(), 'xinshao-home-'));
	const path = join(base, 'home');
	const config = readConfig({ XINSHAO_HOME: path, XINSHAO_NOW: now, XINSHAO_MEMORY: '512MB' }, root);
	let given = 0;
	return {
		path,
		config,
		open: (options) => createApp(config, options),
		async ingest(app, name, text, receivedAt) {
			const folder = join(base, `given-${(given += 1)}`);
			mkdirSync(folder);
			writeFileSync(join(folder, name), text);
			return ingestFile(ingestContext(app), {
				path: join(folder, name),
				sourceId: 'test',
				...(receivedAt && { receivedAt })
			});
		},
		async command(target, command, args) {
			const said = { out: '', err: '' };
			const io = {
				cwd: base,
				out: (text: string) => void (said.out += text),
				err: (text: string) => void (said.err += text)
			};
			const code =
				'warehouse' in target
					? await runOn(target, command, args, io)
					: await command.runAlone!(target, args, io);
			return { code, ...said };
		},
		remove: () => rmSync(base, { recursive: true, force: true })
	};
}
