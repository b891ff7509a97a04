import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { answerOf } from '$lib/server/ingest/parsing/child-answer';
import { defaultParserLimits } from '$lib/server/ingest/parsing/parser-limits';
import type { ParserOrder } from '$lib/server/ingest/parsing/parser-messages';

/** A process that ends as it is told to. */
class Child extends EventEmitter {
	connected = true;
	exitCode: number | null = null;
	send() {
		return true;
	}
	kill() {
		return true;
	}
	end(signal: string | null = null) {
		this.exitCode = signal === null ? 0 : null;
		this.emit('exit', this.exitCode, signal);
	}
	hangUp() {
		this.connected = false;
		this.emit('disconnect');
	}
}
const order = { temp: '/nowhere' } as ParserOrder;
const waitFor = (child: Child) => answerOf(child as unknown as ChildProcess, order, defaultParserLimits);

test('an answer that is still in the channel when the process has ended is heard', async () => {
	const child = new Child();
	const answer = waitFor(child);
	child.end();
	child.emit('message', { kind: 'tables', tables: [] });
	child.hangUp();
	expect(await answer).toEqual({ kind: 'tables', tables: [] });
});

test.each([
	[null, 'crash'],
	['SIGSEGV', 'crash'],
	['SIGABRT', 'memory']
])('a process that ended by %s without an answer is a %s', async (signal, ending) => {
	const late = new Child();
	const lateEnding = waitFor(late);
	late.end(signal);
	late.hangUp();
	expect(await lateEnding).toBe(ending);

	const early = new Child();
	const earlyEnding = waitFor(early);
	early.hangUp();
	early.end(signal);
	expect(await earlyEnding).toBe(ending);
});
