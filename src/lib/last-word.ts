/** A text, and its last word apart: what follows the text can be kept on the line of that word. Of Chinese, the last two characters. */
export function lastWord(text: string): [rest: string, last: string] {
	const at = /\p{Script=Han}$/u.test(text) ? text.length - 2 : text.lastIndexOf(' ') + 1;
	return [text.slice(0, Math.max(0, at)), text.slice(Math.max(0, at))];
}
