import { join } from 'node:path';
import { z } from 'zod';
import type { AuditAnchor } from '$lib/server/accounts/audit-chain';
import type { App } from '$lib/server/app';
import { missingEntries } from '$lib/server/warehouse/ack-journal';
import { tableHashes } from '$lib/server/warehouse/backup';
import { brokenPromises } from '$lib/server/warehouse/data-promises';
import { landedDigest } from '$lib/server/warehouse/landed-files';
import { checkVault } from '$lib/server/warehouse/vault-check';
import { auditAnchors } from '../kept-backups';
import { exitCodes, UsageError, type Command } from './command';
import { parsed } from './options';

interface Finding {
	readonly check: string;
	readonly ok: boolean;
	/** One Chinese sentence. */
	readonly says: string;
}

async function landedFiles(app: App): Promise<Finding> {
	const files = await app.warehouse.read(
		`with rewritten as (
			select landed_path, arg_max(as_sha256, erasure_no) as as_sha256 from thinned_file
			where as_sha256 is not null group by landed_path
		)
		select distinct coalesce(t.as_sha256, b.sha256) as sha256, b.landed_path from batch b
		left join rewritten t on t.landed_path = b.landed_path
		where b.landed_path <> '' and b.sha256 not in (select sha256 from erased_file) order by b.landed_path`,
		{},
		z.object({ sha256: z.string(), landed_path: z.string() })
	);
	const wrong: string[] = [];
	for (const { sha256, landed_path } of files) {
		if ((await landedDigest(join(app.config.home, landed_path), app.keys)) !== sha256)
			wrong.push(landed_path);
	}
	return {
		check: '原始文件',
		ok: wrong.length === 0,
		says:
			wrong.length === 0
				? `${files.length} 个原始文件与入库时一致`
				: `${wrong.length} 个原始文件缺失或被改动：${wrong.slice(0, 3).join('、')}`
	};
}

async function vault(app: App): Promise<Finding> {
	const { values, attachments, sound, unopened } = await checkVault(app.warehouse, app.keys);
	const ok = unopened === 0 && sound === values;
	const wrong =
		unopened > 0
			? `${unopened} 块密文或附件用 keys/personal.key 打不开，请从同一天的备份取回该文件`
			: `${values} 个值中有 ${values - sound} 个与检索索引不符，按证件号可能查不到，请从备份恢复`;
	return {
		check: '个人信息',
		ok,
		says: ok ? `${values} 个值、${attachments} 个附件都能打开，检索索引相符` : wrong
	};
}

async function promises(app: App): Promise<Finding[]> {
	const broken = await brokenPromises(app.warehouse);
	if (broken.length === 0) return [{ check: '数据约定', ok: true, says: '全部数据约定成立' }];
	return broken.map(({ name, says, rows }) => ({
		check: `数据约定 ${name}`,
		ok: false,
		says: `${says} ${JSON.stringify(rows[0])}`
	}));
}

async function journal(app: App): Promise<Finding> {
	const missing = await missingEntries(app.warehouse, app.config.home);
	return {
		check: '入库确认簿',
		ok: missing.length === 0,
		says:
			missing.length === 0
				? '已确认的批次和对批次的处理都在库中'
				: `缺少 ${missing.length} 个已确认的批次或对批次的处理，请运行 xinshao rebuild`
	};
}

/** A line of the audit log that was printed: `128:1a2b3c4d5e6f7890`. @throws UsageError */
function printedLine(text: string | undefined): AuditAnchor[] {
	if (text === undefined) return [];
	const [, no, hash] = /^#?(\d+)[:：]([0-9a-f]{16,64})$/.exec(text.trim()) ?? [];
	if (no === undefined || hash === undefined)
		throw new UsageError('--audit 应写成 128:1a2b3c4d5e6f7890，即纪要或备份清单上的条数和摘要。');
	return [{ no: Number(no), hash }];
}

async function auditChain(app: App, printed: readonly AuditAnchor[]): Promise<Finding> {
	const { home, backupCopy } = app.config;
	const kept = await auditAnchors(home, backupCopy);
	const { broken, lines } = await app.audit.check([...kept, ...printed]);
	const held = kept.length + printed.length;
	return {
		check: '审计日志',
		ok: broken.length === 0,
		says:
			broken.length === 0
				? `至第 ${lines} 条链条完整${held > 0 ? `，与备份和纪要上的 ${held} 处摘要相符` : ''}`
				: `在 ${broken.slice(0, 3).join('、')} 处断开，可能被改动，请保留现场核查`
	};
}

async function tables(
	app: App
): Promise<{ finding: Finding; hashes: Awaited<ReturnType<typeof tableHashes>> }> {
	const hashes = await tableHashes(app.warehouse);
	const rows = Object.values(hashes).reduce((sum, table) => sum + table.rows, 0);
	const says = `${Object.keys(hashes).length} 张表、${rows} 行全部可读`;
	return { finding: { check: '数据库', ok: true, says }, hashes };
}

/** Reads everything and says whether it is whole. */
export default {
	name: 'verify',
	usage: 'verify [--audit 条数:摘要] [--json]',
	summary: '检查数据库、原始文件、个人信息密文和入库确认簿是否完整',
	async run(app, args, io) {
		const { values } = parsed(args, { json: { type: 'boolean' }, audit: { type: 'string' } });
		const { finding, hashes } = await tables(app);
		const findings = [
			finding,
			await journal(app),
			await auditChain(app, printedLine(values.audit)),
			await landedFiles(app),
			await vault(app),
			...(await promises(app))
		];
		if (values.json) io.out(`${JSON.stringify({ findings, tables: hashes })}\n`);
		else for (const { check, ok, says } of findings) io.out(`${ok ? '✓' : '✗'} ${check}：${says}\n`);
		return findings.every(({ ok }) => ok) ? exitCodes.done : exitCodes.failed;
	}
} satisfies Command;
