import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { localActor } from '$lib/domain/actor';
import { asideCounts, asideRows, type AsideFilter } from '$lib/server/queries/quarantine';
import { decideRows, mostRows, replayAll, workbookOf } from '../quarantine';
import { exitCodes, UsageError, type Command } from './command';
import { parsed } from './options';

function numberOption(value: string | undefined, name: string): number | null {
	if (value === undefined) return null;
	if (!/^\d+$/.test(value)) throw new UsageError(`--${name} 应是一个批次号，收到的是“${value}”。`);
	return Number(value);
}

/** Lists rows set aside, tries them again, gives them up, or writes the workbook for their supplier. */
export default {
	name: 'quarantine',
	usage:
		'quarantine list|replay|discard|export [--batch N] [--feed NAME] [--reason TEXT] [--out FILE.xlsx] [--json]',
	summary: '搁置的行：列出、重新检查、不再处理（须写 --reason）、导出退回报送单位的工作簿',
	async run(app, args, io) {
		const { values, positionals } = parsed(args, {
			batch: { type: 'string' },
			feed: { type: 'string' },
			reason: { type: 'string' },
			out: { type: 'string' },
			json: { type: 'boolean' }
		});
		const [act] = positionals;
		const rows: Omit<AsideFilter, 'state'> = {
			batch: numberOption(values.batch, 'batch'),
			feed: values.feed ?? null,
			reason: null,
			file: null
		};
		const reason = values.reason ?? null;
		if (act === 'list') {
			const { rows: found, total } = await asideRows(
				app.warehouse,
				{ ...rows, state: 'open' },
				{ limit: mostRows, offset: 0 }
			);
			const counts = await asideCounts(app.warehouse);
			if (values.json) io.out(`${JSON.stringify({ counts, total, rows: found })}\n`);
			else
				for (const row of found)
					io.out(`批次 ${row.batch_id} 第 ${row.row_no} 行 ${row.feed}：${row.said ?? row.reason}\n`);
			return exitCodes.done;
		}
		if (act === 'replay') {
			const sum = await replayAll(app, localActor, rows, reason);
			io.out(
				values.json
					? `${JSON.stringify(sum)}\n`
					: `重新检查 ${sum.tried} 行：入库 ${sum.corrected}，仍搁置 ${sum.refused}${sum.batches.length > 0 ? `，批次 ${sum.batches.join('、')}` : ''}。\n`
			);
			return exitCodes.done;
		}
		if (act === 'discard') {
			if (rows.batch === null && rows.feed === null)
				throw new UsageError('请用 --batch 或 --feed 写明不再处理哪些行。');
			const count = await decideRows(app, localActor, 'discard', { rows, reason });
			io.out(values.json ? `${JSON.stringify({ discarded: count })}\n` : `${count} 行不再处理，已记录。\n`);
			return exitCodes.done;
		}
		if (act === 'export') {
			if (values.out === undefined) throw new UsageError('请用 --out 写明工作簿文件。');
			await writeFile(resolve(io.cwd, values.out), await workbookOf(app, rows, true));
			if (values.json) io.out(`${JSON.stringify({ file: resolve(io.cwd, values.out) })}\n`);
			return exitCodes.done;
		}
		throw new UsageError('请写明 list、replay、discard 或 export。');
	}
} satisfies Command;
