import type { ChildProcess } from 'node:child_process';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParserLimits } from './parser-limits';
import type { ParserAnswer, ParserOrder } from './parser-messages';

/** How often memory and disk of the process are looked at. */
const watchMilliseconds = 200;
const pageBytes = 4096;

/** What ended a process that gave no answer. */
export type Ending = 'timeout' | 'memory' | 'output' | 'crash';

/** Gives a process its order and waits for the answer, or for what ended it: a limit, or itself. */
export function answerOf(
	child: ChildProcess,
	order: ParserOrder,
	limits: ParserLimits
): Promise<ParserAnswer | Ending> {
	return new Promise((resolve) => {
		const settle = (outcome: ParserAnswer | Ending) => {
			clearTimeout(timer);
			clearInterval(watch);
			if (child.exitCode === null) child.kill('SIGKILL');
			resolve(outcome);
		};
		const timer = setTimeout(() => settle('timeout'), limits.milliseconds);
		const watch = setInterval(() => {
			void excess(child, order.temp, limits).then((found) => found && settle(found));
		}, watchMilliseconds);
		child.once('message', (answer) => settle(answer as ParserAnswer));
		child.once('error', () => settle('crash'));
		child.once('exit', (_code, signal) => {
			// The heap's own limit ends the process with SIGABRT.
			const how = signal === 'SIGABRT' ? 'memory' : 'crash';
			// A busy server hears of the end before it has read the answer, which is still in the channel.
			if (child.connected) child.once('disconnect', () => settle(how));
			else settle(how);
		});
		child.send(order, (error) => error && settle('crash'));
	});
}

async function excess(child: ChildProcess, temp: string, limits: ParserLimits): Promise<Ending | undefined> {
	if (child.pid !== undefined && (await residentBytes(child.pid)) > limits.residentBytes) return 'memory';
	if ((await bytesBelow(temp)) > limits.outputBytes) return 'output';
	return undefined;
}

/** Memory of a process; 0 where the system does not tell. */
async function residentBytes(pid: number): Promise<number> {
	const text = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => '');
	return Number(text.split(' ')[1] ?? 0) * pageBytes;
}

async function bytesBelow(folder: string): Promise<number> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	const sizes = entries
		.filter((entry) => entry.isFile())
		.map((entry) =>
			stat(join(entry.parentPath, entry.name)).then(
				({ size }) => size,
				() => 0
			)
		);
	return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
