import type PDFDocument from 'pdfkit';
import { ink, toneColours } from './colours';
import type { PaperRun, PaperText } from './paper';

export type Doc = InstanceType<typeof PDFDocument>;
export type Element = ReturnType<Doc['struct']>;

export interface TextLook {
	/** Points. */
	readonly size: number;
	readonly width: number;
	readonly isBold?: boolean;
	readonly colour?: string;
	readonly align?: 'left' | 'center' | 'right';
	/** Points that the first line stands in. */
	readonly indent?: number;
	/** Distance of lines as a share of the size; what the typeface asks for is 1.5. */
	readonly leading?: number;
	/** Higher than this it is cut, with a sign that it was. */
	readonly most?: number;
}

/** Distance of lines that the typeface asks for, as a share of its size. */
const ownLeading = 1.5;

/** Where a block is set: a column of a page, and how far down it is filled. */
export interface Frame {
	readonly left: number;
	readonly width: number;
	readonly bottom: number;
	/** Goes on at the head of a new page; null where a block must not be broken. */
	readonly next: (() => number) | null;
}

const runsOf = (text: PaperText): readonly PaperRun[] => (typeof text === 'string' ? [{ text }] : text);

/** Sets text and tags it, so that a reader who cannot see finds headings, rows and pictures. */
export class Pen {
	y: number;
	constructor(
		readonly doc: Doc,
		readonly frame: Frame,
		/** What the blocks that follow belong to. */
		readonly within: Element,
		top: number
	) {
		this.y = top;
	}

	/** Another pen for a part of the page that begins where this one stands. */
	beside(left: number, width: number): Pen {
		return new Pen(this.doc, { ...this.frame, left, width, next: null }, this.within, this.y);
	}

	/** Begins a new page where less than that many points are left. */
	need(height: number): void {
		if (this.y + height > this.frame.bottom && this.frame.next) this.y = this.frame.next();
	}

	/** Draws a tagged piece; `parent` where it belongs to a row or a list. */
	tag(type: string, draw: () => void, options: { alt?: string; scope?: string } = {}, parent = this.within) {
		const element = this.doc.struct(type as 'P', options as object);
		parent.add(element);
		element.add(draw);
		element.end();
	}

	/** A tagged piece that holds others. */
	group(type: string, fill: (element: Element) => void, parent = this.within): void {
		const element = this.doc.struct(type as 'P');
		parent.add(element);
		fill(element);
		element.end();
	}

	/** What only decorates: lines and grounds. */
	decorate(draw: () => void): void {
		this.doc.markContent('Artifact', { type: 'Layout' });
		draw();
		this.doc.endMarkedContent();
	}

	heightOf(text: PaperText, look: TextLook): number {
		const runs = runsOf(text);
		this.#set(look);
		const height = this.doc.heightOfString(runs.map((run) => run.text).join(''), this.#options(look));
		return Math.min(height, look.most ?? Infinity);
	}

	/** Sets text at a place, without moving the pen. */
	write(text: PaperText, left: number, top: number, look: TextLook): void {
		const runs = runsOf(text);
		const options = this.#options(look);
		runs.forEach((run, index) => {
			this.#set({ ...look, isBold: run.isBold ?? look.isBold ?? false });
			this.doc.fillColor(run.tone ? toneColours[run.tone] : (look.colour ?? ink));
			const isLast = index === runs.length - 1;
			if (index === 0) this.doc.text(run.text, left, top, { ...options, continued: !isLast });
			else this.doc.text(run.text, { continued: !isLast });
		});
	}

	#set({ size, isBold }: TextLook): void {
		this.doc.font(isBold ? 'bold' : 'plain').fontSize(size);
	}

	#options({ size, width, align, indent, leading, most }: TextLook) {
		return {
			width,
			lineGap: ((leading ?? ownLeading) - ownLeading) * size,
			align: align ?? ('left' as const),
			...(indent && { indent }),
			...(most !== undefined && { height: most, ellipsis: '…' })
		};
	}
}
