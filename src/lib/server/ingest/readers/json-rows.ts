const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * Cuts a JSON array, handed over piece by piece from behind its `[`, into the texts of its elements. Working on
 * the text keeps every digit of a long number, which `JSON.parse` would round, and memory small.
 */
export class JsonRowSplitter {
	/** True once the closing `]` has been seen. */
	ended = false;
	private text = '';
	private at = 0;
	private start = 0;
	private depth = 0;
	private inString = false;

	/** Takes the next piece of text and returns the elements that are complete. */
	push(piece: string): string[] {
		if (this.ended) return [];
		this.text = this.text.slice(this.start) + piece;
		this.at -= this.start;
		this.start = 0;
		const elements: string[] = [];
		for (; this.at < this.text.length; this.at++) {
			const code = this.text.charCodeAt(this.at);
			if (this.inString) {
				if (code === BACKSLASH) this.at++;
				else if (code === QUOTE) this.inString = false;
			} else if (code === QUOTE) this.inString = true;
			else if (code === 0x7b || code === 0x5b) this.depth++;
			else if (code === COMMA && this.depth === 0) this.cut(elements);
			else if (code === 0x7d || code === 0x5d) {
				if (this.depth-- > 0) continue;
				this.cut(elements);
				this.ended = true;
				return elements;
			}
		}
		return elements;
	}

	/** Characters of the element that is not complete yet. */
	get pendingChars(): number {
		return this.text.length - this.start;
	}

	private cut(elements: string[]): void {
		const element = this.text.slice(this.start, this.at).trim();
		if (element !== '') elements.push(element);
		this.start = this.at + 1;
	}
}
