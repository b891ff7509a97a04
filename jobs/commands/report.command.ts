import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { shanghaiDay } from '$lib/domain/clock';
import { reportDocx } from '$lib/server/dispatch/reports/report-docx';
import { reportXlsx } from '$lib/server/dispatch/reports/report-xlsx';
import { reportOf, reports } from '$lib/server/dispatch/reports/registry';
import { exitCodes, UsageError, type Command } from './command';
import { dayOption, parsed } from './options';

/** Fills one form of the office from the data. */
export default {
	name: 'report',
	usage: 'report NAME [--from DATE --to DATE] --out FILE [--json]',
	summary: '生成报表或台账（xlsx 或 docx）',
	async run(app, args, io) {
		const { values, positionals } = parsed(args, {
			from: { type: 'string' },
			to: { type: 'string' },
			out: { type: 'string' },
			json: { type: 'boolean' }
		});
		const [name, ...others] = positionals;
		if (name === undefined || others.length > 0)
			throw new UsageError(`请写明一个报表名：${[...reports.keys()].join('、')}。`);
		if (values.out === undefined && !values.json)
			throw new UsageError('请用 --out 写明输出文件（.xlsx 或 .docx）。');
		const ending = values.out?.split('.').at(-1)?.toLowerCase();
		if (values.out !== undefined && ending !== 'xlsx' && ending !== 'docx')
			throw new UsageError('--out 的文件名应以 .xlsx 或 .docx 结尾。');
		const definition = reportOf(name);
		const to = dayOption(values.to, 'to');
		const usual = definition.period(to ?? shanghaiDay(app.clock()));
		const period = { from: dayOption(values.from, 'from') ?? usual.from, to: to ?? usual.to };
		if (period.from > period.to) throw new UsageError('--from 不能晚于 --to。');
		const report = await definition.build({ reader: app.warehouse, policy: app.policy, ...period });
		if (values.out !== undefined) {
			const file = resolve(io.cwd, values.out);
			await writeFile(file, await (ending === 'docx' ? reportDocx(report) : reportXlsx(report)));
			if (!values.json) io.out(`已生成 ${file}：${report.title}（${period.from} 至 ${period.to}）\n`);
		}
		if (values.json)
			io.out(
				`${JSON.stringify({ report: name, ...period, figures: report.figures, title: report.title, rows: report.tables.map((table) => table.rows), lines: [...report.opening, ...report.closing] })}\n`
			);
		return exitCodes.done;
	}
} satisfies Command;
