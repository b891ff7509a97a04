import { afterEach, beforeEach, expect, test } from 'vitest';
import type { App } from '$lib/server/app';
import { EventHub } from '$lib/server/event-hub';
import { GET } from '../../src/routes/events/+server';
import { testHome, type TestHome } from '../support/home';

let home: TestHome;
let app: App;

beforeEach(async () => {
	home = testHome();
	app = await home.open();
});
afterEach(async () => {
	await app.close();
	home.remove();
});

type Permission = 'board.view' | 'data.view';
const listen = async (may: readonly Permission[] = ['board.view', 'data.view'], person = 'u1') => {
	const viewer = {
		actor: { id: person, name: '' },
		account: null,
		may: (one: Permission) => may.includes(one)
	};
	return (await GET({ locals: { app, viewer, reader: app.warehouse } } as never)) as Response;
};
const run = (status: 'running' | 'done') =>
	({ kind: 'run', run: { runId: 7, job: 'score', status, step: null, counts: {}, seconds: 1 } }) as const;
const scored = {
	kind: 'scored',
	scored: { runId: 12, asOf: '2026-11-21', scoredAt: '2026-11-21 05:31:00' }
} as const;

/** Reads until the stream ends or nothing more is there. */
async function textOf(response: Response): Promise<string> {
	return new TextDecoder().decode(await response.arrayBuffer());
}

test('a page hears hello with the newest scoring, runs, the end of a scoring, and the end of the server', async () => {
	const response = await listen();
	expect(response.headers.get('content-type')).toMatch('text/event-stream');
	expect(response.headers.get('cache-control')).toBe('no-store');
	app.events.publish(run('running'));
	app.events.publish(scored);
	app.events.close();
	const text = await textOf(response);
	expect(text).toMatch(/^retry: \d+\n\nevent: hello\ndata: \{"scoring":0,/);
	expect(text).toContain(`event: run\ndata: ${JSON.stringify(run('running').run)}\n\n`);
	expect(text).toContain(`event: scored\ndata: ${JSON.stringify(scored.scored)}\n\n`);
});

test('who may not see data hears of scorings only', async () => {
	const response = await listen(['board.view']);
	app.events.publish(run('done'));
	app.events.publish(scored);
	app.events.close();
	const text = await textOf(response);
	expect(text).not.toContain('event: run');
	expect(text).toContain('event: scored');
});

test('a page that is closed is let go, and one that does not read is too', async () => {
	const gone = await listen();
	expect(app.events.listening).toBe(1);
	await gone.body!.cancel();
	expect(app.events.listening).toBe(0);
	const deaf = await listen();
	for (let n = 0; n < 400; n += 1) app.events.publish(run('running'));
	expect(app.events.listening).toBe(0);
	await deaf.body!.cancel();
});

test('no more streams are opened than the limits say, of one person and in all', async () => {
	const open = await Promise.all(Array.from({ length: 12 }, () => listen()));
	expect(open.every(({ status }) => status === 200)).toBe(true);
	const refused = await listen();
	expect(refused.status).toBe(503);
	expect(refused.headers.get('retry-after')).toBe('60');
	expect((await listen(undefined, 'u2')).status).toBe(200);
	await open[0]!.body!.cancel();
	expect((await listen()).status).toBe(200);
});

test('after the server has begun to stop nobody may listen, and a listener that fails never stops the others', () => {
	const hub = new EventHub({ all: 2, perPerson: 2 });
	let heard = 0;
	const listener = { person: 'a', end: () => undefined };
	hub.listen({
		...listener,
		hear: () => {
			throw new Error('gone');
		}
	});
	hub.listen({ ...listener, hear: () => (heard += 1) });
	expect(hub.listen({ ...listener, hear: () => undefined })).toBeUndefined();
	hub.publish(scored);
	hub.publish(scored);
	expect([heard, hub.listening]).toEqual([2, 1]);
	hub.close();
	expect(hub.listen({ ...listener, hear: () => undefined })).toBeUndefined();
});
