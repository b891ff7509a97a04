import { z } from 'zod';
import { feeds } from '$lib/domain/feeds';
import { hostPattern } from './allowed-hosts';

const sourceId = z
	.string()
	.regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, '标识只能用小写字母、数字、横线和下划线，最多 40 个字符');
const envName = z.string().regex(/^[A-Z0-9_]+$/, '写环境变量的名字，不要写密码本身');
const feedName = z.string().refine((name) => feeds.has(name), '不是已知的数据名');
const supplier = z.string().trim().min(1, '请写报送单位').max(80);

/** A department's paged interface. */
export const httpShape = z.strictObject({
	id: sourceId,
	supplier,
	base: z.string().min(1, '请写接口地址'),
	/** Name of the environment variable that holds the token. */
	token_env: envName,
	feeds: z.array(feedName).min(1, '请至少选一种数据'),
	page_size: z.number().int().positive().max(10_000, '每页不超过 10000 行').optional(),
	/** A source that is switched off stays in the file and is not asked. */
	enabled: z.boolean().default(true)
});

const plainColumn = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A department's database. */
export const sqlShape = z.strictObject({
	id: sourceId,
	supplier,
	engine: z.enum(['postgres', 'mysql']),
	host: z.string().min(1, '请写主机'),
	port: z.number().int().min(1).max(65_535, '端口应在 1 至 65535 之间'),
	database: z.string().min(1, '请写库名'),
	user: z.string().min(1, '请写用户名'),
	/** Name of the environment variable that holds the password. */
	password_env: envName,
	tls: z.boolean().default(false),
	queries: z
		.array(
			z.strictObject({
				feed: feedName,
				select: z.string().regex(/^\s*(select|with)\b/i, '只能是 select 查询'),
				since_column: z.string().regex(plainColumn, '增量列只能是字母、数字和下划线').optional()
			})
		)
		.min(1, '请至少写一个查询'),
	enabled: z.boolean().default(true)
});

/** The file of sources. */
export const sourcesShape = z
	.strictObject({
		/** Exact `host:port` of every machine that may be asked; only who can write this file decides. */
		allowed_hosts: z.array(z.string().regex(hostPattern, '应写成 主机:端口，如 10.1.2.3:5432')).default([]),
		sql: z.array(sqlShape).nullable().default([]),
		http: z.array(httpShape).nullable().default([])
	})
	.superRefine(({ sql, http }, context) => {
		const ids = [...(http ?? []), ...(sql ?? [])].map(({ id }) => id);
		const twice = ids.find((id, index) => ids.indexOf(id) !== index);
		if (twice !== undefined)
			context.addIssue({ code: 'custom', message: `标识“${twice}”用了两次，每个数据源的标识须不同` });
	});

export type HttpEntry = z.infer<typeof httpShape>;
export type SqlEntry = z.infer<typeof sqlShape>;
