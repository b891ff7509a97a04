const FULL_WIDTH_OFFSET = 0xfee0;

/** Turns full-width ASCII (`Ａ`, `１`, `（`, `：`) and the ideographic space into their half-width forms. */
export function foldWidth(text: string): string {
	return text
		.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH_OFFSET))
		.replace(/[\u3000\u00a0]/g, ' ');
}
