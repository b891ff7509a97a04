import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { createSocket } from 'node:dgram';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AuditLog, type AuditAct } from '$lib/server/accounts/audit';

const key = Buffer.alloc(32, 3);
const act: AuditAct = {
	actor_id: '1',
	actor: '张三',
	address: '10.0.0.9',
	act: 'POST /alerts?/claim',
	subject: 'P-1',
	result: 'done',
	detail: null
};
let home: string;
let now = new Date('2026-11-30T23:59:59+08:00');
const open = () => new AuditLog(home, key, () => now);

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'audit-'));
	now = new Date('2026-11-30T23:59:59+08:00');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function threeActs(): Promise<AuditLog> {
	const log = open();
	await Promise.all([log.record(act), log.record({ ...act, subject: 'P-2' })]);
	now = new Date('2026-12-01T00:00:01+08:00');
	await open().record({ ...act, subject: 'P-3', result: 'refused' });
	return open();
}

const november = () => join(home, 'audit', '2026-11.ndjson');

test('acts at one moment, a new month and a restart make one whole chain', async () => {
	const log = await threeActs();
	expect((await log.check()).broken).toEqual([]);
	expect(log.search('', 10).map((entry) => entry.subject)).toEqual(['P-3', 'P-2', 'P-1']);
	expect(log.search('refused', 10)).toHaveLength(1);
	expect(log.search('', 2)).toHaveLength(2);
});

test('the order in which an act is told does not matter', async () => {
	const { result, ...rest } = act;
	await open().record({ result, ...rest });
	expect((await open().check()).broken).toEqual([]);
});

test.each([
	['a changed word', (text: string) => text.replace('张三', '李四')],
	['a line taken out', (text: string) => text.split('\n').slice(1).join('\n')],
	['two lines swapped', (text: string) => text.trim().split('\n').reverse().join('\n') + '\n'],
	['a line that is no line', (text: string) => `${text}{}\n`]
])('%s is found', async (_, change) => {
	const log = await threeActs();
	writeFileSync(november(), change(readFileSync(november(), 'utf8')));
	expect((await log.check()).broken.length).toBeGreaterThan(0);
});

test('a chain made anew without the key is found', async () => {
	const log = await threeActs();
	rmSync(join(home, 'audit'), { recursive: true });
	await new AuditLog(home, Buffer.alloc(32, 4), () => now).record(act);
	expect((await log.check()).broken).toContain('2026-12.ndjson:1');
});

test('an end that was cut off is found, of one line, of a month and of everything', async () => {
	const log = await threeActs();
	const december = join(home, 'audit', '2026-12.ndjson');
	const last = readFileSync(december, 'utf8');
	writeFileSync(december, '');
	expect((await log.check()).broken).toEqual(['head.json']);
	rmSync(december);
	expect((await log.check()).broken).toEqual(['head.json']);
	rmSync(november());
	expect((await log.check()).broken).toEqual(['head.json']);
	writeFileSync(december, last);
	expect((await log.check()).broken).not.toEqual([]);
});

test("a head of one's own making is found; one that is a line behind, as after a power cut, is sound", async () => {
	const log = await threeActs();
	const head = join(home, 'audit', 'head.json');
	const early = readFileSync(head, 'utf8');
	await log.record(act);
	const late = readFileSync(head, 'utf8');
	writeFileSync(head, early);
	expect((await log.check()).broken).toEqual([]);
	writeFileSync(head, late.replace(/"seal":"./, '"seal":"x'));
	expect((await log.check()).broken).toEqual(['head.json']);
	rmSync(head);
	expect((await log.check()).broken).toEqual(['head.json']);
});

test('a log that was put back to an earlier day, head and all, is found by what was printed since', async () => {
	const log = await threeActs();
	const kept = join(home, 'kept');
	cpSync(join(home, 'audit'), kept, { recursive: true });
	await log.record({ ...act, subject: 'P-4' });
	const printed = await log.anchor();
	expect(printed).toEqual({ no: 4, hash: expect.stringMatching(/^[0-9a-f]{16}$/) as string });
	expect((await open().check([printed])).broken).toEqual([]);
	rmSync(join(home, 'audit'), { recursive: true });
	renameSync(kept, join(home, 'audit'));
	expect((await open().check()).broken).toEqual([]);
	expect((await open().check([printed])).broken).toEqual(['#4']);
	await open().record({ ...act, subject: 'P-5' });
	expect((await open().check([printed])).broken).toEqual(['#4']);
});

test('one changed byte, one dropped line and a cut tail are each found wherever they are', async () => {
	await threeActs();
	const path = november();
	const whole = readFileSync(path);
	await fc.assert(
		fc.asyncProperty(fc.nat(whole.length - 2), fc.integer({ min: 1, max: 255 }), async (at, by) => {
			const changed = Buffer.from(whole);
			changed[at] = changed[at]! ^ by;
			writeFileSync(path, changed);
			expect((await open().check()).broken).not.toEqual([]);
		}),
		{ numRuns: 60 }
	);
	const december = join(home, 'audit', '2026-12.ndjson');
	writeFileSync(path, whole);
	const tail = readFileSync(december);
	for (const cut of [1, 20, tail.length - 1, tail.length]) {
		writeFileSync(december, tail.subarray(0, tail.length - cut));
		// A line without its end alone is the same line.
		if (cut > 1) expect((await open().check()).broken).not.toEqual([]);
	}
});

test('entries are found by day and result, page by page, and keep their numbers', async () => {
	const log = await threeActs();
	expect(log.find({}, 2).map(({ no, subject }) => [no, subject])).toEqual([
		[3, 'P-3'],
		[2, 'P-2']
	]);
	expect(log.find({ before: 2 }, 9).map(({ no }) => no)).toEqual([1]);
	expect(log.find({ result: 'refused' }, 9).map(({ no }) => no)).toEqual([3]);
	expect(log.find({ from: '2026-12-01' }, 9).map(({ no }) => no)).toEqual([3]);
	expect(log.find({ to: '2026-11-30' }, 9).map(({ no }) => no)).toEqual([2, 1]);
	expect(log.find({ from: '2026-12-02' }, 9)).toEqual([]);
});

const rfc5424 =
	/^<(10[89])>1 2026-11-30T23:59:59\+08:00 [\x21-\x7e]{1,255} xinshao \d+ audit - \ufeff(\{"at":"2026-11-30 23:59:59".*\})$/;

test('a copy goes to another machine by syslog over UDP', async () => {
	const server = createSocket('udp4');
	const received = new Promise<string>((resolve) =>
		server.on('message', (message) => resolve(message.toString()))
	);
	await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
	const { port } = server.address();
	const log = new AuditLog(home, key, () => now, { protocol: 'udp', host: '127.0.0.1', port });
	await log.record({ ...act, result: 'refused' });
	const [, priority, line] = rfc5424.exec(await received) ?? [];
	expect(priority).toBe('108');
	expect(JSON.parse(line!)).toMatchObject({ actor: '张三', result: 'refused' });
	server.close();
	log.close();
});

/** Takes the messages of a stream apart by their lengths. */
function framed(bytes: Buffer): string[] {
	const messages: string[] = [];
	for (let at = 0; at < bytes.length;) {
		const blank = bytes.indexOf(32, at);
		const length = Number(bytes.subarray(at, blank).toString());
		messages.push(bytes.subarray(blank + 1, blank + 1 + length).toString());
		at = blank + 1 + length;
	}
	return messages;
}

test('over TCP it waits for a machine that is away and sends everything, each message once and whole', async () => {
	const taken: Buffer[] = [];
	const server = createServer((socket) => socket.on('data', (bytes) => taken.push(bytes)));
	const listen = (port: number) =>
		new Promise<number>((resolve) =>
			server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
		);
	const port = await listen(0);
	await new Promise((resolve) => server.close(resolve));
	const log = new AuditLog(home, key, () => now, { protocol: 'tcp', host: '127.0.0.1', port });
	for (let n = 0; n < 5; n += 1) await log.record({ ...act, subject: `行 ${n}` });
	await vi.waitFor(() => expect(log.syslog?.error).toContain('ECONNREFUSED'));
	expect(log.syslog).toMatchObject({ sent: 0, waiting: 5 });
	await listen(port);
	await vi.waitFor(() => expect(log.syslog).toMatchObject({ sent: 5, waiting: 0, error: null }), 5_000);
	await vi.waitFor(() => expect(framed(Buffer.concat(taken))).toHaveLength(5));
	const lines = framed(Buffer.concat(taken)).map((text) => rfc5424.exec(text)?.[2] ?? '');
	expect(lines.map((line) => (JSON.parse(line) as AuditAct).subject)).toEqual([
		'行 0',
		'行 1',
		'行 2',
		'行 3',
		'行 4'
	]);
	expect(lines).toEqual([...log.lines()]);
	log.close();
	server.close();
});
