import { bodyParagraph, documentBytes, headingParagraph, plainParagraph, titleParagraph } from './page';
import { ruledTable, type TableColumn } from './table';

/** A project as it is put on file, in words that are ready to print. */
export interface ProjectFile {
	readonly name: string;
	readonly code: string;
	readonly jurisdiction: string;
	/** 'YYYY-MM-DD' that the judgement speaks of, and the moment it was made. */
	readonly asOf: string;
	readonly scoredAt: string;
	readonly runId: number;
	readonly madeBy: string;
	readonly madeAt: string;
	readonly tier: string;
	readonly facts: readonly (readonly [label: string, value: string])[];
	/** Why it stands in its tier, sentence by sentence. */
	readonly why: readonly string[];
	/** Indicator, value, level, line, basis; those that say nothing left out. */
	readonly evidence: readonly (readonly [string, string, string, string, string])[];
	/** Pay day, owed, expected, left, whether it is covered. */
	readonly runway: readonly (readonly [string, string, string, string, string])[];
	readonly lower: readonly string[];
	/** Day, what happened, by whom. */
	readonly course: readonly (readonly [string, string, string])[];
}

const column = (zh: string, weight: number, align: TableColumn['align'] = 'left'): TableColumn => ({
	zh,
	weight,
	align
});

/** 项目风险档案: why, evidence, runway, what would lower it, course of events; a document to be read and edited. */
export function projectFileDocx(file: ProjectFile): Promise<Uint8Array> {
	const section = (heading: string) => [plainParagraph(''), headingParagraph(heading)];
	const table = (columns: readonly TableColumn[], rows: readonly (readonly string[])[], empty: string) =>
		rows.length === 0 ? bodyParagraph(empty) : ruledTable(columns, rows);
	return documentBytes([
		titleParagraph('项目欠薪风险档案'),
		plainParagraph(file.name, { align: 'center' }),
		plainParagraph(`${file.jurisdiction}　数据日 ${file.asOf}　评分批次 ${file.runId}（${file.scoredAt}）`, {
			align: 'center',
			size: 21
		}),
		table(
			[column('事项', 10), column('内容', 30)],
			[['项目编码', file.code], ['研判等级', file.tier], ...file.facts],
			''
		),
		...section('一、为什么是这个等级'),
		...file.why.map(bodyParagraph),
		...section('二、指标依据'),
		table(
			[
				column('指标', 17),
				column('数值', 10, 'right'),
				column('级别', 6, 'center'),
				column('触线', 12),
				column('依据', 22)
			],
			file.evidence,
			'没有达到蓝线及以上的指标。'
		),
		...section('三、资金断流预测'),
		table(
			[
				column('发薪日', 10, 'center'),
				column('应付（万元）', 10, 'right'),
				column('预计到账（万元）', 12, 'right'),
				column('付后结余（万元）', 12, 'right'),
				column('够不够发', 10, 'center')
			],
			file.runway,
			'缺少专户流水或工资数据，无法预测，或项目不在建。'
		),
		...section('四、怎样才能降级'),
		...file.lower.map(bodyParagraph),
		...section('五、办理经过'),
		table(
			[column('日期', 10, 'center'), column('经过', 34), column('经手', 12)],
			file.course,
			'没有线索、案件、预警处置或会议记录。'
		),
		plainParagraph(''),
		bodyParagraph('本档案由数据自动生成，等级为风险提示，不是执法结论。'),
		plainParagraph(`${file.madeBy}　${file.madeAt}`, { align: 'right', size: 24 })
	]);
}
