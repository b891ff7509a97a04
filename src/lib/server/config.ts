import { z } from 'zod';
import { isAbsolute, resolve } from 'node:path';
import { RiskError } from '$lib/domain/errors';
import { readHomeCard } from './home-card';
import { suiteNames, type SuiteName } from '$lib/domain/suite-name';

/** Every variable of the environment that the product reads, declared once. */
const environment = z.object({
	XINSHAO_HOME: z.string().min(1).default('data/home'),
	XINSHAO_JURISDICTION: z
		.string()
		.regex(/^\d{6}$/)
		.optional(),
	XINSHAO_DEMO: z.enum(['0', '1']).default('0'),
	XINSHAO_NOW: z.union([z.iso.datetime({ offset: true, local: true }), z.iso.date()]).optional(),
	XINSHAO_MEMORY: z
		.string()
		.regex(/^\d+(MB|GB)$/)
		.optional(),
	XINSHAO_SYSLOG: z
		.string()
		.regex(/^((udp|tcp|tls):\/\/)?[\w.-]+:\d+$/)
		.optional(),
	XINSHAO_SYSLOG_CA: z.string().min(1).optional(),
	XINSHAO_CIPHER: z.enum(suiteNames).optional(),
	XINSHAO_JOBS: z.enum(['0', '1']).optional(),
	XINSHAO_BACKUP_COPY: z.string().min(1).optional(),
	HOST: z.string().default('127.0.0.1'),
	PORT: z.coerce.number().int().min(0).max(65535).default(3000),
	ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
	XINSHAO_DATABASE_URL: z.string().optional()
});

/** 中站区, whose document the product was first written for. */
const defaultJurisdiction = '410803';

export interface Config {
	/** Absolute path of everything that belongs to one installation. */
	readonly home: string;
	/** Absolute path of the checkout or package, where data/policies, data/calendar and data/maps lie. */
	readonly root: string;
	readonly jurisdiction: string;
	readonly demo: boolean;
	/** A fixed clock for tests and replays, or undefined for the machine's. */
	readonly now: string | undefined;
	/** Memory of the database, e.g. `4GB`; undefined: half of the machine's. */
	readonly memory: string | undefined;
	/** A folder on another disk or machine that every backup is copied to, or undefined. */
	readonly backupCopy: string | undefined;
	/** What a new home is to be sealed with; null where nobody said. */
	readonly cipher: SuiteName | null;
	/** Where the audit log is copied to, or undefined; `ca`: absolute path of the certificates that are trusted over TLS. */
	readonly syslog:
		| {
				readonly protocol: 'udp' | 'tcp' | 'tls';
				readonly host: string;
				readonly port: number;
				readonly ca?: string;
		  }
		| undefined;
	/** Whether the timetable ticks. */
	readonly jobs: boolean;
	readonly host: string;
	readonly port: number;
	/** Address at which people open the board, or undefined where nobody said. */
	readonly origin: string | undefined;
}

/** @throws RiskError CONFIG_INVALID */
function syslogAddress(text: string | undefined, ca: string | undefined, root: string): Config['syslog'] {
	const url = text === undefined ? undefined : new URL(text.includes('://') ? text : `udp://${text}`);
	if (ca !== undefined && url?.protocol !== 'tls:')
		throw new RiskError(
			'CONFIG_INVALID',
			'XINSHAO_SYSLOG_CA 只在 XINSHAO_SYSLOG 写成 tls://主机:端口 时有用，审计副本现在不会加密；请改写 XINSHAO_SYSLOG，或去掉 XINSHAO_SYSLOG_CA。'
		);
	if (url === undefined) return undefined;
	const protocol = url.protocol === 'tls:' ? 'tls' : url.protocol === 'tcp:' ? 'tcp' : 'udp';
	return {
		protocol,
		host: url.hostname.replace(/^\[|\]$/g, ''),
		port: Number(url.port) || (protocol === 'tls' ? 6514 : 514),
		...(ca !== undefined && { ca: resolve(root, ca) })
	};
}

/**
 * Reads the environment.
 * @throws RiskError CONFIG_INVALID naming the variable and what it must look like
 */
export function readConfig(env: Record<string, string | undefined>, root: string): Config {
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const parsed = environment.safeParse(given);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		const name = issue?.path.join('.') ?? '';
		throw new RiskError(
			'CONFIG_INVALID',
			`环境变量 ${name} 的值“${given[name] ?? ''}”不符合要求（${issue?.message ?? ''}），请改正后再启动。`
		);
	}
	const values = parsed.data;
	if (values.XINSHAO_DATABASE_URL) {
		throw new RiskError(
			'CONFIG_INVALID',
			'XINSHAO_DATABASE_URL 指向的分布式引擎在此版本尚未支持，请去掉该变量，使用内置数据库。'
		);
	}
	const home = isAbsolute(values.XINSHAO_HOME) ? values.XINSHAO_HOME : resolve(root, values.XINSHAO_HOME);
	const settled = readHomeCard(home)?.jurisdiction;
	if (settled && values.XINSHAO_JURISDICTION && settled !== values.XINSHAO_JURISDICTION) {
		throw new RiskError(
			'HOME_OTHER',
			`数据目录 ${home} 属于 ${settled}，与 XINSHAO_JURISDICTION=${values.XINSHAO_JURISDICTION} 不符；请去掉该变量，或用 XINSHAO_HOME 换一个目录。`
		);
	}
	return {
		home,
		root,
		jurisdiction: values.XINSHAO_JURISDICTION ?? settled ?? defaultJurisdiction,
		demo: values.XINSHAO_DEMO === '1',
		now: values.XINSHAO_NOW,
		memory: values.XINSHAO_MEMORY,
		backupCopy: values.XINSHAO_BACKUP_COPY,
		cipher: values.XINSHAO_CIPHER ?? null,
		syslog: syslogAddress(values.XINSHAO_SYSLOG, values.XINSHAO_SYSLOG_CA, root),
		jobs: values.XINSHAO_JOBS !== '0',
		host: values.HOST,
		port: values.PORT,
		origin: values.ORIGIN
	};
}
