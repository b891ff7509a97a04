/** Notes under a table quoted in the report; more would bury it. */
const QUOTED = 5;
const QUOTED_CHARS = 120;

/** Chinese sentences that tell which rows of a form (备注, 合计) were not taken as data. */
export function noteSentences(texts: readonly string[]): string[] {
	const quoted = texts.slice(0, QUOTED).map((text) => `表内说明行不作为数据：${text.slice(0, QUOTED_CHARS)}`);
	const more = texts.length - quoted.length;
	return more > 0 ? [...quoted, `另有 ${more} 行说明或合计不作为数据。`] : quoted;
}
