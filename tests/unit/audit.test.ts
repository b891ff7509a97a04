import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
	expect(log.brokenAt()).toEqual([]);
	expect(log.search('', 10).map((entry) => entry.subject)).toEqual(['P-3', 'P-2', 'P-1']);
	expect(log.search('refused', 10)).toHaveLength(1);
	expect(log.search('', 2)).toHaveLength(2);
});

test('the order in which an act is told does not matter', async () => {
	const { result, ...rest } = act;
	await open().record({ result, ...rest });
	expect(open().brokenAt()).toEqual([]);
});

test.each([
	['a changed word', (text: string) => text.replace('张三', '李四')],
	['a line taken out', (text: string) => text.split('\n').slice(1).join('\n')],
	['two lines swapped', (text: string) => text.trim().split('\n').reverse().join('\n') + '\n'],
	['a line that is no line', (text: string) => `${text}{}\n`]
])('%s is found', async (_, change) => {
	const log = await threeActs();
	writeFileSync(november(), change(readFileSync(november(), 'utf8')));
	expect(log.brokenAt().length).toBeGreaterThan(0);
});

test('a chain made anew without the key is found', async () => {
	const log = await threeActs();
	rmSync(join(home, 'audit'), { recursive: true });
	await new AuditLog(home, Buffer.alloc(32, 4), () => now).record(act);
	expect(log.brokenAt()).toContain('2026-12.ndjson:1');
});

test('an end that was cut off is found, of one line, of a month and of everything', async () => {
	const log = await threeActs();
	const december = join(home, 'audit', '2026-12.ndjson');
	const last = readFileSync(december, 'utf8');
	writeFileSync(december, '');
	expect(log.brokenAt()).toEqual(['head.json']);
	rmSync(december);
	expect(log.brokenAt()).toEqual(['head.json']);
	rmSync(november());
	expect(log.brokenAt()).toEqual(['head.json']);
	writeFileSync(december, last);
	expect(log.brokenAt()).not.toEqual([]);
});

test("a head of one's own making is found; one that is a line behind, as after a power cut, is sound", async () => {
	const log = await threeActs();
	const head = join(home, 'audit', 'head.json');
	const early = readFileSync(head, 'utf8');
	await log.record(act);
	const late = readFileSync(head, 'utf8');
	writeFileSync(head, early);
	expect(log.brokenAt()).toEqual([]);
	writeFileSync(head, late.replace(/"seal":"./, '"seal":"x'));
	expect(log.brokenAt()).toEqual(['head.json']);
	rmSync(head);
	expect(log.brokenAt()).toEqual(['head.json']);
});

test('a copy goes to another machine by syslog', async () => {
	const server = createSocket('udp4');
	const received = new Promise<string>((resolve) =>
		server.on('message', (message) => resolve(message.toString()))
	);
	await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
	await new AuditLog(home, key, () => now, { host: '127.0.0.1', port: server.address().port }).record(act);
	expect(await received).toMatch(/^<109>1 - - xinshao - audit - \{"at":"2026-11-30 23:59:59"/);
	server.close();
});
