import { mkdir, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const headLine = z.object({
	/** Whose pages these are: address, feed and page size. */
	of: z.string(),
	/** Milliseconds since 1970. */
	began: z.number()
});
const pageLine = z.object({
	/** Cursor that was asked; null: the first page. */
	cursor: z.string().nullable(),
	/** Cursor of the page after it; null: it was the last. */
	next: z.string().nullable(),
	/** Where the rows of this page end in the file. */
	end: z.number(),
	rows: z.number(),
	/** Of the rows of the page as they came. */
	sha256: z.string()
});

/** A page whose rows are on the disk. */
export type LandedPage = z.infer<typeof pageLine>;

/** Whose pages are kept, and until when a pull that broke off may be gone on with. */
export interface JournalSubject {
	readonly of: string;
	readonly now: number;
	/** A pull that began longer ago is begun again: what it was told may be out of date. */
	readonly longestMilliseconds: number;
}

async function appendSafely(path: string, text: string): Promise<void> {
	const handle = await open(path, 'a', 0o600);
	try {
		await handle.writeFile(text);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** The lines of a journal as far as they are whole: a kill can cut the last one. */
function wholeLines(text: string): { head: z.infer<typeof headLine>; pages: LandedPage[] } | undefined {
	const [first, ...rest] = text.split('\n').slice(0, -1);
	try {
		const head = headLine.parse(JSON.parse(first ?? ''));
		const pages = rest.map((line) => pageLine.parse(JSON.parse(line)));
		return { head, pages };
	} catch {
		return undefined;
	}
}

/**
 * The pages of one pull that are on the disk: rows first, then the line that says so, each flushed. After a crash
 * the pull goes on behind the last page that was said.
 */
export class PageJournal {
	readonly rowsPath: string;
	readonly #folder: string;
	readonly #journalPath: string;
	readonly #subject: JournalSubject;
	#pages: LandedPage[] = [];
	#rows = 0;
	readonly #cursors = new Set<string>();
	readonly #contents = new Set<string>();

	private constructor(folder: string, subject: JournalSubject) {
		this.#folder = folder;
		this.#subject = subject;
		this.rowsPath = join(folder, 'rows.ndjson');
		this.#journalPath = join(folder, 'pages.ndjson');
	}

	static async open(folder: string, subject: JournalSubject): Promise<PageJournal> {
		const journal = new PageJournal(folder, subject);
		if (!(await journal.#goOn())) await journal.restart();
		return journal;
	}

	get pages(): readonly LandedPage[] {
		return this.#pages;
	}

	/** Whether the last page is in. */
	get isComplete(): boolean {
		return this.#pages.at(-1)?.next === null;
	}

	get bytes(): number {
		return this.#pages.at(-1)?.end ?? 0;
	}

	get rows(): number {
		return this.#rows;
	}

	/** Whether this cursor has been asked for. */
	hasAsked(cursor: string): boolean {
		return this.#cursors.has(cursor);
	}

	/** Whether a page of exactly these rows is here. */
	hasContent(sha256: string): boolean {
		return this.#contents.has(sha256);
	}

	#count(pages: readonly LandedPage[]): void {
		for (const page of pages) {
			this.#pages.push(page);
			this.#rows += page.rows;
			this.#contents.add(page.sha256);
			if (page.cursor !== null) this.#cursors.add(page.cursor);
		}
	}

	async #goOn(): Promise<boolean> {
		const text = await readFile(this.#journalPath, 'utf8').catch(() => '');
		const known = wholeLines(text);
		if (known === undefined || known.head.of !== this.#subject.of) return false;
		this.#count(known.pages);
		const isOld = this.#subject.now - known.head.began > this.#subject.longestMilliseconds;
		const size = (await stat(this.rowsPath).catch(() => undefined))?.size ?? 0;
		if ((isOld && !this.isComplete) || size < this.bytes) return false;
		await truncate(this.rowsPath, this.bytes);
		await truncate(this.#journalPath, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)));
		return true;
	}

	/** Keeps the rows of a page; settles when they are safe. */
	async append(text: string, page: Omit<LandedPage, 'end'>): Promise<void> {
		if (text !== '') await appendSafely(this.rowsPath, text);
		const landed = { ...page, end: this.bytes + Buffer.byteLength(text) };
		await appendSafely(this.#journalPath, `${JSON.stringify(landed)}\n`);
		this.#count([landed]);
	}

	/** Forgets the pages and begins again. */
	async restart(): Promise<void> {
		await this.forget();
		await mkdir(this.#folder, { recursive: true, mode: 0o700 });
		await writeFile(this.rowsPath, '', { mode: 0o600 });
		const head = { of: this.#subject.of, began: this.#subject.now };
		await appendSafely(this.#journalPath, `${JSON.stringify(head)}\n`);
		this.#pages = [];
		this.#rows = 0;
		this.#cursors.clear();
		this.#contents.clear();
	}

	/** Removes what was kept: its rows are in, or of no use. */
	async forget(): Promise<void> {
		await rm(this.#folder, { recursive: true, force: true });
	}
}

/** How many pages of a pull that broke off lie in a folder; 0 where there is none. */
export async function pagesHere(folder: string): Promise<number> {
	const text = await readFile(join(folder, 'pages.ndjson'), 'utf8').catch(() => '');
	return Math.max(0, text.split('\n').length - 2);
}
