/** The units in which offices write sums. */
export const moneyUnitNames = ['元', '万元'] as const;

/** A sum in the unit that a column is read in, e.g. `0.65 元`, or the name of the unit alone. */
export function sumInUnit(fen: number | null, unit: '元' | '万元', lang: 'zh' | 'en'): string {
	const name = lang === 'zh' ? unit : unit === '元' ? 'yuan' : '10,000 yuan';
	if (fen === null) return name;
	const value = fen / (unit === '元' ? 100 : 1_000_000);
	const text = value.toLocaleString('zh-CN', { maximumFractionDigits: Math.abs(value) < 1 ? 4 : 2 });
	return lang === 'zh' || unit === '元' ? `${text} ${name}` : `${text} × ${name}`;
}
