/** Ends of the names of offices, firms and places that answer for something; 局长 and 处长 are persons. */
const unitEnds =
	/^.{1,}(?:管委会|委员会|办公室|办事处|管理处|大队|支队|法院|检察院|公司|集团|街道办|街道|中心|银行|开发区|经开区|局|委(?!会)|办|厅|站|所|镇|乡)(?!长)/;
const shortestUnit = 3;

/**
 * The unit of "unit and person" as people write it, without the person: `区住建局 张科长` gives `区住建局`.
 * What names no unit gives `×××`, because it may be a person's name.
 */
export function unitAlone(written: string | null): string | null {
	if (written === null) return null;
	const [first = ''] = written.trim().split(/[\s,，、（(·:：]/);
	const found = unitEnds.exec(first)?.[0] ?? '';
	return found.length >= shortestUnit ? found : '×××';
}
