import { chmodSync, cpSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import doctor from '$jobs/commands/doctor.command';
import job from '$jobs/commands/job.command';
import verify from '$jobs/commands/verify.command';
import { backupName } from '$jobs/backup-plan';
import { checkHealth } from '$jobs/health/registry';
import { AuditLog } from '$lib/server/accounts/audit';
import { auditKey } from '$lib/server/accounts/audit-key';
import type { App } from '$lib/server/app';
import { journalPath } from '$lib/server/warehouse/ack-journal';
import { personalKeyPath } from '$lib/server/warehouse/key-file';
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

const of = async (id: string, changed: Partial<App> = {}) =>
	(await checkHealth({ ...app, ...changed } as App)).find((one) => one.id === id)!;
const config = (changed: Partial<App['config']>) => ({ config: { ...app.config, ...changed } });

describe('the checks of an installation', () => {
	it('each say what is wrong and what to do next, and doctor fails', async () => {
		const findings = await checkHealth(app);
		expect(findings.map(({ id }) => id)).toEqual([
			'disk',
			'keys',
			'clock',
			'time_zone',
			'calendar',
			'data',
			'judged',
			'jobs',
			'backups',
			'rescues',
			'audit',
			'landed',
			'origin',
			'channels'
		]);
		for (const { ok, next } of findings) expect(ok).toBe(next === null);
		const { code, out } = await home.command(app, doctor, []);
		expect(code).not.toBe(0);
		expect(out).toContain('✗ 备份：还没有备份过');
		expect(out).toContain('下一步：npm run -s xinshao -- job backup');
	});

	it('find a key file that others may read', async () => {
		expect((await of('keys')).ok).toBe(true);
		chmodSync(personalKeyPath(home.path), 0o440);
		expect(await of('keys')).toMatchObject({ ok: false, next: expect.stringContaining('chmod 400') });
	});

	it('count two days of a backup as fine and three as not, in both places', async () => {
		const second = join(home.path, 'second');
		const at = (day: string) => backupName(`${day} 02:00:00`);
		writeFileSync(join(home.path, 'backups', at('2026-11-18')), '');
		expect((await of('backups')).ok).toBe(false);
		writeFileSync(join(home.path, 'backups', at('2026-11-19')), '');
		expect((await of('backups')).ok).toBe(true);
		expect((await of('backups', config({ backupCopy: second }))).ok).toBe(false);
	});

	it('find a landed file that is gone, and one of an older version in the clear', async () => {
		await home.ingest(app, 'tax_1.csv', 'uscc,month,declared,paid\n91410803MA0000001X,2026-08,1,1\n');
		expect((await of('landed')).says).toContain('均已加密');
		const [file] = await app.warehouse.read(
			'select landed_path as path from batch',
			{},
			z.object({ path: z.string() })
		);
		writeFileSync(join(home.path, file!.path), 'in the clear');
		expect(await of('landed')).toMatchObject({ ok: true, says: expect.stringContaining('1 个由旧版本明文') });
		rmSync(join(home.path, file!.path));
		expect(await of('landed')).toMatchObject({ ok: false, says: expect.stringContaining('缺少 1 个') });
	});

	it('find an audit log that was put back behind a backup, and a copy that nobody takes', async () => {
		const act = { actor_id: 'u1', actor: '甲', address: null, act: 'x', subject: null, detail: null };
		await app.audit.record({ ...act, result: 'done' });
		const audit = join(home.path, 'audit');
		const kept = join(home.path, 'kept');
		cpSync(audit, kept, { recursive: true });
		await app.audit.record({ ...act, result: 'done' });
		expect((await home.command(app, job, ['backup'])).code).toBe(0);
		expect(await of('audit')).toMatchObject({ ok: true, says: expect.stringContaining('至第 2 条完整') });
		rmSync(audit, { recursive: true });
		cpSync(kept, audit, { recursive: true });
		expect(await of('audit')).toMatchObject({ ok: false, says: expect.stringContaining('#2') });
		const said = await home.command(app, verify, []);
		expect([said.code, said.out]).toEqual([1, expect.stringContaining('✗ 审计日志：在 #2 处断开')]);
		rmSync(join(home.path, 'backups'), { recursive: true });
		const { hash } = await app.audit.anchor();
		expect((await home.command(app, verify, ['--audit', `1:${hash}`])).code).toBe(0);
		expect((await home.command(app, verify, ['--audit', `2:${hash}`])).code).toBe(1);
		const away = { protocol: 'tcp', host: '127.0.0.1', port: 9 } as const;
		const log = new AuditLog(home.path, auditKey(home.path), app.clock, away);
		await log.record({ ...act, result: 'done' });
		await vi.waitFor(async () =>
			expect(await of('audit', { audit: log, ...config({ syslog: away }) })).toMatchObject({
				ok: false,
				says: expect.stringContaining('tcp://127.0.0.1:9')
			})
		);
		log.close();
	}, 20_000);

	it('find a clock that was put back behind what is written', async () => {
		await home.ingest(app, 'tax_1.csv', 'uscc,month,declared,paid\n91410803MA0000001X,2026-08,1,1\n');
		const real = { ...config({ now: undefined }), clock: () => new Date('2026-11-22T10:00:00+08:00') };
		utimesSync(
			journalPath(home.path),
			new Date('2026-11-22T10:04:00+08:00'),
			new Date('2026-11-22T10:04:00+08:00')
		);
		utimesSync(join(home.path, 'backups'), new Date('2026-11-20'), new Date('2026-11-20'));
		expect((await of('clock', real)).ok).toBe(true);
		utimesSync(
			journalPath(home.path),
			new Date('2026-11-22T10:06:00+08:00'),
			new Date('2026-11-22T10:06:00+08:00')
		);
		expect((await of('clock', real)).ok).toBe(false);
	});

	it('ask for an address where others can reach the server, and for one that is encrypted', async () => {
		expect((await of('origin', config({ host: '127.0.0.1', origin: undefined }))).ok).toBe(true);
		expect((await of('origin', config({ host: '0.0.0.0', origin: undefined }))).ok).toBe(false);
		expect((await of('origin', config({ host: '0.0.0.0', origin: 'http://10.1.2.3:3000' }))).ok).toBe(false);
		expect((await of('origin', config({ host: '0.0.0.0', origin: 'https://xinshao.example' }))).ok).toBe(
			true
		);
	});

	it('knock at the door of a mail server, and say so where nobody answers', async () => {
		const server = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const { port } = server.address() as { port: number };
		writeFileSync(join(home.path, 'sources.yaml'), `allowed_hosts: ['127.0.0.1:${port}']\n`);
		writeFileSync(
			join(home.path, 'notices.yaml'),
			`start: '2026-11-01'\nchannels:\n  - { id: hook, kind: webhook, url: 'http://127.0.0.1:${port}/x', secret_env: XINSHAO_TEST_SECRET }\n`
		);
		process.env['XINSHAO_TEST_SECRET'] = 'a-secret-of-the-test';
		expect(await of('channels')).toMatchObject({ ok: true, says: expect.stringContaining('1 个通知渠道') });
		await new Promise((resolve) => server.close(resolve));
		expect(await of('channels')).toMatchObject({ ok: false, says: expect.stringContaining('连不上') });
		delete process.env['XINSHAO_TEST_SECRET'];
		expect(readdirSync(home.path)).toContain('notices.yaml');
	});
});
