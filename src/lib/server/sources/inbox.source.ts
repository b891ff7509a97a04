import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';
import { shanghaiTime } from '$lib/domain/clock';
import type { InboxFile, InboxMemory } from './inbox-memory';
import type { CollectedFile, SourceContext } from './source';

const taken = '已处理';
const returned = '退回';

/** A file that is seen for the first time is looked at once more after this long. */
const lookAgainMilliseconds = 2050;

const partial = /(^[.~])|(\.(part|tmp|crdownload|filepart)$)/i;

/** A file of the inbox that lay still. */
export type InboxCollected = CollectedFile & InboxFile;

const lookOf = async (path: string): Promise<string | undefined> => {
	const info = await stat(path).catch(() => undefined);
	return info && `${info.size} ${info.mtimeMs}`;
};

/** Every file of the inbox that is not marked as being written, in the order of their names. */
export async function lookAtInbox(home: string): Promise<InboxFile[]> {
	const inbox = join(home, 'inbox');
	await mkdir(inbox, { recursive: true });
	const files: InboxFile[] = [];
	for (const path of (await filesBelow(inbox, inbox)).sort()) {
		const look = await lookOf(path);
		if (look !== undefined) files.push({ path, look });
	}
	return files;
}

/** Files of the inbox that nobody is writing any more. */
export async function collectInbox(context: SourceContext, memory: InboxMemory): Promise<InboxCollected[]> {
	const there = await lookAtInbox(context.home);
	let still = memory.still(there);
	if (still.length < there.length) {
		await context.wait(lookAgainMilliseconds);
		still = memory.still(await lookAtInbox(context.home));
	}
	const inbox = join(context.home, 'inbox');
	return still.map((file) => {
		const folder = relative(inbox, file.path).split(sep).slice(0, -1).join('/');
		return { ...file, name: basename(file.path), feed: undefined, supplier: folder || undefined };
	});
}

/** Whether a file looks as it did when it was taken. */
export async function isUnchanged(file: InboxFile): Promise<boolean> {
	return (await lookOf(file.path)) === file.look;
}

async function filesBelow(folder: string, inbox: string): Promise<string[]> {
	const paths: string[] = [];
	for (const entry of await readdir(folder, { withFileTypes: true })) {
		if (partial.test(entry.name)) continue;
		const path = join(folder, entry.name);
		const isOurs = folder === inbox && (entry.name === taken || entry.name === returned);
		if (entry.isDirectory() && !isOurs) paths.push(...(await filesBelow(path, inbox)));
		else if (entry.isFile()) paths.push(path);
	}
	return paths;
}

/** The first of `stem`, `stem-2`, … that no file has: two offices may send a file of one name in the same second. */
async function freeStem(folder: string, stem: string, extension: string): Promise<string> {
	for (let n = 1; ; n += 1) {
		const tried = n === 1 ? stem : `${stem}-${n}`;
		if (!(await stat(join(folder, `${tried}${extension}`)).catch(() => undefined))) return tried;
	}
}

/**
 * Moves a file out of the way: to 已处理, or to 退回 with the reason beside it for whoever put it there.
 * @param reason one Chinese sentence, or undefined where the file was taken
 * @returns one Chinese sentence where it cannot be moved, because somebody holds it open or took it away
 */
export async function settleInboxFile(
	context: SourceContext,
	file: CollectedFile,
	reason: string | undefined
): Promise<string | undefined> {
	const folder = join(context.home, 'inbox', reason === undefined ? taken : returned);
	await mkdir(folder, { recursive: true });
	const stamp = shanghaiTime(context.now()).replaceAll(/[-: ]/g, '');
	const extension = extname(file.name);
	const stem = await freeStem(folder, `${basename(file.name, extension)}.${stamp}`, extension);
	const moved = await rename(file.path, join(folder, `${stem}${extension}`)).then(
		() => true,
		() => false
	);
	if (!moved)
		return `收件夹里的“${file.name}”读过了，但移不走，可能还被别的程序打开；下次会再试，不会重复入库。`;
	if (reason !== undefined) await writeFile(join(folder, `${stem}.退回原因.txt`), `${reason}\n`);
	return undefined;
}
