import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import auditCheck from '$jobs/health/audit.check';
import { AuditLog, type AuditAct } from '$lib/server/accounts/audit';
import type { SyslogAddress } from '$lib/server/accounts/syslog-link';
import type { App } from '$lib/server/app';
import { readConfig } from '$lib/server/config';

const certificates = resolve(import.meta.dirname, '../support/syslog-certificates');
const act: AuditAct = {
	actor_id: 'u1',
	actor: '张三',
	address: null,
	act: 'reveal',
	subject: 'P-1',
	result: 'done',
	detail: null
};
const rfc5424 = /^<10[89]>1 \S+\+08:00 [\x21-\x7e]{1,255} xinshao \d+ audit - \ufeff(\{.*\})$/;

let home: string;
let machine: Server;
let port: number;
let taken: Buffer[];
let logs: AuditLog[];
beforeEach(async () => {
	home = mkdtempSync(join(tmpdir(), 'xinshao-syslog-'));
	taken = [];
	logs = [];
	machine = createServer(
		{
			key: readFileSync(join(certificates, 'machine.key')),
			cert: readFileSync(join(certificates, 'machine.pem'))
		},
		(socket) => socket.on('data', (bytes: Buffer) => taken.push(bytes)).on('error', () => undefined)
	);
	machine.on('tlsClientError', () => undefined);
	port = await new Promise((done) => machine.listen(0, () => done((machine.address() as AddressInfo).port)));
});
afterEach(async () => {
	for (const log of logs) log.close();
	await new Promise((done) => machine.close(done));
	rmSync(home, { recursive: true, force: true });
});

const clock =
	(day = '2026-11-21') =>
	() =>
		new Date(`${day}T10:00:00+08:00`);
const address = (changed: Partial<SyslogAddress> = {}): SyslogAddress => ({
	protocol: 'tls',
	host: 'localhost',
	port,
	ca: join(certificates, 'authority.pem'),
	...changed
});
function logTo(to: SyslogAddress): AuditLog {
	const log = new AuditLog(home, Buffer.alloc(32, 3), clock(), to);
	logs.push(log);
	return log;
}
/** What doctor says of a copy to that address. */
const doctorOn = (to: SyslogAddress, day?: string) =>
	auditCheck.run({
		audit: logTo(to),
		clock: clock(day),
		config: { home, backupCopy: undefined, syslog: to }
	} as unknown as App);

/** Takes the messages of a stream apart by their lengths. */
function messages(): string[] {
	const bytes = Buffer.concat(taken);
	const found: string[] = [];
	for (let at = 0; at < bytes.length;) {
		const blank = bytes.indexOf(32, at);
		const end = blank + 1 + Number(bytes.subarray(at, blank).toString());
		found.push(bytes.subarray(blank + 1, end).toString());
		at = end;
	}
	return found;
}

describe('the copy of the audit log over TLS', () => {
	it('takes every line whole and once, and doctor says until when the certificate is good', async () => {
		const log = logTo(address());
		for (let n = 0; n < 20; n += 1) await log.record({ ...act, subject: `行 ${n}` });
		await vi.waitFor(() => expect(log.syslog).toMatchObject({ sent: 20, waiting: 0, error: null }));
		await vi.waitFor(() => expect(messages()).toHaveLength(20));
		expect(messages().map((text) => rfc5424.exec(text)?.[1])).toEqual([...log.lines()]);
		expect(await doctorOn(address())).toMatchObject({
			ok: true,
			says: expect.stringMatching(/tls:\/\/localhost:\d+，已发 0 条，证书到 2120-01-01/)
		});
	});

	it('is not sent to a machine whose certificate is not trusted or bears another name', async () => {
		const { ca: _, ...withoutAuthority } = address();
		for (const [to, fault] of [
			[withoutAuthority, 'untrusted'],
			[address({ host: '127.0.0.1' }), 'name']
		] as const) {
			const log = logTo(to);
			await log.record(act);
			await vi.waitFor(() => expect(log.syslog).toMatchObject({ sent: 0, waiting: 1, fault }));
		}
		expect(taken).toEqual([]);
		expect(await doctorOn(withoutAuthority)).toMatchObject({
			ok: false,
			says: expect.stringContaining('不是本机信任的机构签发的'),
			next: expect.stringContaining('XINSHAO_SYSLOG_CA')
		});
		expect(await doctorOn(address({ host: '127.0.0.1' }))).toMatchObject({
			ok: false,
			says: expect.stringContaining('不是发给 127.0.0.1 的')
		});
	});

	it('begins by itself once the file of the authority is there', async () => {
		const ca = join(home, 'authority.pem');
		expect(await doctorOn(address({ ca }))).toMatchObject({
			ok: false,
			says: expect.stringContaining('读不出证书')
		});
		writeFileSync(ca, 'nothing');
		const log = logTo(address({ ca }));
		await log.record(act);
		await vi.waitFor(() => expect(log.syslog).toMatchObject({ sent: 0, waiting: 1, fault: 'ca' }));
		copyFileSync(join(certificates, 'authority.pem'), ca);
		await vi.waitFor(() => expect(log.syslog).toMatchObject({ sent: 1, waiting: 0, fault: null }), 4_000);
	});

	it('is spoken of by doctor before the certificate ends, and where nobody answers', async () => {
		expect(await doctorOn(address(), '2119-12-03')).toMatchObject({
			ok: false,
			says: expect.stringContaining('只剩 28 天'),
			next: expect.stringContaining('换发证书')
		});
		expect(await doctorOn(address(), '2119-11-20')).toMatchObject({ ok: true });
		expect(await doctorOn(address({ port: 9 }))).toMatchObject({
			ok: false,
			says: expect.stringContaining('ECONNREFUSED')
		});
	});

	it('is asked for by tls:// and a file of certificates, which nothing else may bear', () => {
		const read = (env: Record<string, string>) => readConfig({ XINSHAO_HOME: home, ...env }, home);
		expect(
			read({ XINSHAO_SYSLOG: 'tls://log.example:6514', XINSHAO_SYSLOG_CA: 'keys/ca.pem' }).syslog
		).toEqual({ protocol: 'tls', host: 'log.example', port: 6514, ca: join(home, 'keys/ca.pem') });
		expect(() => read({ XINSHAO_SYSLOG: 'tcp://log.example:514', XINSHAO_SYSLOG_CA: 'ca.pem' })).toThrow(
			'tls://'
		);
	});
});
