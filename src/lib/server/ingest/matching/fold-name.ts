import { sqlText } from '$lib/server/warehouse/sql-values';

const halfWidth = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at)).join('');
const fullWidth = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0xff01 + at)).join('');
/** Signs that are written or left out as it comes. */
const ignored = ' \t\r\n\u3000\u00a0()[]{}<>【】〔〕《》“”‘’"\'·•、，。,.:;-—_/\\*#№';

/**
 * SQL of a name as names are compared: full width as half width, letters small, blanks, brackets and signs gone,
 * 有限责任公司 as 有限公司 and that left out at the end. A name of nothing but signs is empty.
 */
export function foldedName(text: string): string {
	const narrow = `translate(lower(translate(${text}, ${sqlText(fullWidth)}, ${sqlText(halfWidth)})), ${sqlText(ignored)}, '')`;
	return `regexp_replace(replace(${narrow}, '有限责任公司', '有限公司'), '(.)有限公司$', '\\1')`;
}
