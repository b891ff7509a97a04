const NOTE =
	/^(备注|注|说明|填表说明|填报说明)[:：]|^(合计|总计|小计|共计)([:：]|$)|^(填表人|填报人|制表人|审核人|填报单位|填表日期|填报日期|负责人签字|单位负责人)[:：]/;

/**
 * True for a row of the form that is no data: 备注, 合计, 填表人. Its first text says so and, that cell apart,
 * the key columns are empty; a project that happens to be called 合计大厦 stays.
 */
export function isNoteRow(cells: readonly string[], keyIndexes: readonly number[]): boolean {
	const first = cells.findIndex((cell) => cell.trim() !== '');
	if (first < 0 || !NOTE.test(cells[first]!.trim().replace(/\s+/g, ''))) return false;
	return keyIndexes.every((index) => index === first || (cells[index] ?? '').trim() === '');
}
