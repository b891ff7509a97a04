import { statfs } from 'node:fs/promises';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { shanghaiDay } from '$lib/domain/clock';
import { daysBetween } from '$lib/domain/day';
import { wantedYears } from '$lib/server/policies/calendar-marks';
import type { App } from '$lib/server/app';
import { rescueLog } from '$lib/server/warehouse/rescue';
import { backupOf } from '../backup-plan';
import { exitCodes, type Command } from './command';
import { parsed } from './options';

interface Finding {
	readonly check: string;
	readonly ok: boolean;
	readonly says: string;
	/** The next command or act, where something is wrong. */
	readonly next: string | null;
}

const leastFreeBytes = 2 * 2 ** 30;

async function disk(app: App): Promise<Finding> {
	const { bavail, bsize } = await statfs(app.config.home);
	const free = bavail * bsize;
	const ok = free >= leastFreeBytes;
	return {
		check: '磁盘',
		ok,
		says: `数据目录所在磁盘剩余 ${(free / 2 ** 30).toFixed(1)} GB`,
		next: ok ? null : '清理磁盘或扩容，至少留出 2 GB'
	};
}

function calendarYears(app: App): Finding {
	const today = shanghaiDay(app.clock());
	const missing = wantedYears(app.calendar, today);
	return {
		check: '工作日历',
		ok: missing.length === 0,
		says: missing.length === 0 ? '所需年份已装入' : `缺少 ${missing.join('、')} 年`,
		next:
			missing.length === 0
				? null
				: `按国务院办公厅通知编写 ${join(app.config.home, 'calendar', `${missing[0]}.yaml`)}（可照抄 data/calendar 里上一年的格式），再重启`
	};
}

async function data(app: App): Promise<Finding> {
	const [row] = await app.warehouse.read(
		`select count(*) as n, cast(max(received_at) as varchar) as last from batch where status = 'loaded'`,
		{},
		z.object({ n: z.coerce.number(), last: z.string().nullable() })
	);
	const ok = (row?.n ?? 0) > 0;
	return {
		check: '数据',
		ok,
		says: ok ? `已导入 ${row?.n} 个批次，最近一次 ${row?.last}` : '还没有导入任何数据',
		next: ok ? null : 'npm run -s xinshao -- ingest 文件或文件夹'
	};
}

async function judged(app: App): Promise<Finding> {
	const [row] = await app.warehouse.read(
		`select cast(max(as_of) as varchar) as as_of from score_run where series = 'current'`,
		{},
		z.object({ as_of: z.string().nullable() })
	);
	const today = shanghaiDay(app.clock());
	const ok = row?.as_of === today;
	return {
		check: '研判',
		ok,
		says: row?.as_of ? `最近一次研判日 ${row.as_of}` : '还没有研判过',
		next: ok ? null : 'npm run -s xinshao -- score'
	};
}

async function jobs(app: App): Promise<Finding> {
	const failed = await app.warehouse.read(
		`select job, error from (
			select job, status, error, row_number() over (partition by job order by run_id desc) as place from job_run
		) where place = 1 and status = 'failed'`,
		{},
		z.object({ job: z.string(), error: z.string().nullable() })
	);
	return {
		check: '任务',
		ok: failed.length === 0,
		says:
			failed.length === 0
				? '各任务最近一次运行没有失败'
				: failed.map(({ job, error }) => `${job}：${error ?? ''}`).join('；'),
		next: failed[0] ? `npm run -s xinshao -- job ${failed[0].job}` : null
	};
}

function backups(app: App): Finding {
	const kept = readdirSync(join(app.config.home, 'backups')).flatMap((name) => backupOf(name) ?? []);
	const newest = kept
		.map((backup) => backup.day)
		.sort()
		.at(-1);
	const age = newest === undefined ? undefined : daysBetween(newest, shanghaiDay(app.clock()));
	const ok = age !== undefined && age <= 2;
	return {
		check: '备份',
		ok,
		says: newest === undefined ? '还没有备份过' : `最近一次备份 ${newest}，共保留 ${kept.length} 份`,
		next: ok ? null : 'npm run -s xinshao -- job backup'
	};
}

function rescues(app: App): Finding {
	const log = rescueLog(app.config.home);
	const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
	return {
		check: '自动修复',
		ok: true,
		says:
			lines.length === 0 ? '数据库没有需要修复的时候' : `数据库曾自动修复 ${lines.length} 次，记录在 ${log}`,
		next: null
	};
}

function ownFiles(app: App): Finding {
	const ok = existsSync(join(app.config.home, 'keys', 'personal.key'));
	return {
		check: '密钥',
		ok,
		says: ok ? '个人信息密钥文件在位' : '缺少个人信息密钥文件',
		next: ok ? null : `从备份恢复 ${join(app.config.home, 'keys', 'personal.key')}`
	};
}

/** Says what is wrong and the next command to type. */
export default {
	name: 'doctor',
	usage: 'doctor [--json]',
	summary: '检查安装，指出问题和下一步',
	async run(app, args, io) {
		const { values } = parsed(args, { json: { type: 'boolean' } });
		const findings = [
			await disk(app),
			ownFiles(app),
			calendarYears(app),
			await data(app),
			await judged(app),
			await jobs(app),
			backups(app),
			rescues(app)
		];
		const environment = {
			home: app.config.home,
			jurisdiction: `${app.policy.code} ${app.policy.name}`,
			now: app.config.now ?? '本机时钟',
			host: app.config.host,
			port: app.config.port,
			node: process.version,
			time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone
		};
		if (values.json) io.out(`${JSON.stringify({ environment, findings })}\n`);
		else {
			for (const [name, value] of Object.entries(environment)) io.out(`${name}: ${value}\n`);
			for (const { check, ok, says, next } of findings) {
				io.out(`${ok ? '✓' : '✗'} ${check}：${says}${next === null ? '' : `\n    下一步：${next}`}\n`);
			}
		}
		return findings.every((finding) => finding.ok) ? exitCodes.done : exitCodes.failed;
	}
} satisfies Command;
