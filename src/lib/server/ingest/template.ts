import { writeXlsx, type CellValue } from 'hucre/xlsx';
import type { FeedColumn, FeedDefinition } from '$lib/domain/feed';

/** How far down a drop-down list reaches. */
const lastTemplateRow = 5000;

const typeWords: Record<FeedColumn['type'], string> = {
	text: '文字（编号、证件号请保持文本格式）',
	integer: '整数',
	number: '数字',
	money_yuan: '金额，单位元，最多两位小数',
	money_wan: '金额，单位万元',
	date: '日期，如 2026-08-31',
	timestamp: '时间，如 2026-08-31 09:30',
	month: '月份，如 2026-08',
	boolean: '是 / 否',
	ratio: '0 到 1 的小数，或带 % 的百分数',
	enum: '从下拉列表中选'
};

/** A value that the checks accept, to show how a column is filled in. */
export function exampleValue(column: FeedColumn): string {
	switch (column.type) {
		case 'enum':
			return column.values?.[0] ?? '';
		case 'integer':
			return String(column.min ?? 1);
		case 'number':
			return '20.5';
		case 'money_yuan':
		case 'money_wan':
			return '5000.00';
		case 'date':
			return '2026-08-31';
		case 'timestamp':
			return '2026-08-31 09:30';
		case 'month':
			return '2026-08';
		case 'boolean':
			return '是';
		case 'ratio':
			return '30%';
		case 'text':
			return column.name.endsWith('_id_no') ? '990108199001011234' : `示例${column.zh.slice(0, 6)}`;
	}
}

const columnLetter = (index: number): string =>
	(index >= 26 ? columnLetter(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** A workbook to fill in: a sheet named as the feed with headers, drop-downs and text columns, and one that explains. */
export function templateWorkbook(feed: FeedDefinition): Promise<Uint8Array> {
	const dataValidations = feed.columns.flatMap((column, index) => {
		const values = column.type === 'boolean' ? ['是', '否'] : column.values;
		if (!values) return [];
		const letter = columnLetter(index);
		return [
			{
				type: 'list' as const,
				values: [...values],
				allowBlank: !column.required,
				showErrorMessage: true,
				errorTitle: column.zh,
				errorMessage: `只能填：${values.join('、')}`,
				range: `${letter}2:${letter}${lastTemplateRow}`
			}
		];
	});
	const explained: CellValue[][] = feed.columns.map((column) => [
		column.zh,
		column.name,
		column.required ? '必填' : '',
		typeWords[column.type],
		column.values?.join('、') ?? '',
		exampleValue(column),
		column.pii ? '个人信息，入库后加密' : ''
	]);
	return writeXlsx({
		sheets: [
			{
				name: feed.zh,
				rows: [feed.columns.map((column) => column.zh)],
				columns: feed.columns.map((column) => ({
					width: Math.max(12, column.zh.length * 2 + 4),
					...(column.type === 'text' ? { numFmt: '@' } : {})
				})),
				freezePane: { rows: 1 },
				dataValidations
			},
			{
				name: '填写说明',
				rows: [['列名', '英文列名', '必填', '怎么填', '可选的值', '示例', '备注'], ...explained],
				columns: [26, 22, 8, 34, 40, 24, 20].map((width) => ({ width })),
				freezePane: { rows: 1 }
			}
		]
	});
}
