import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { shanghaiTime } from '$lib/domain/clock';
import type { CollectedFile, SourceContext } from './source';

const taken = '已处理';
const returned = '退回';

/** How long a file must have lain still before it is taken: half-written files are left alone. */
const stillMilliseconds = 2000;

const partial = /(^[.~])|(\.(part|tmp|crdownload|filepart)$)/i;

/** Files of the inbox that nobody is writing any more, in the order of their names. */
export async function collectInbox(
	context: SourceContext,
	settleMilliseconds = stillMilliseconds
): Promise<CollectedFile[]> {
	const inbox = join(context.home, 'inbox');
	await mkdir(inbox, { recursive: true });
	const paths = (await filesBelow(inbox, inbox)).sort();
	const files: CollectedFile[] = [];
	for (const path of paths) {
		const info = await stat(path).catch(() => undefined);
		if (!info || Date.now() - info.mtimeMs < settleMilliseconds) continue;
		const folder = relative(inbox, path).split('/').slice(0, -1).join('/');
		files.push({ path, name: basename(path), feed: undefined, supplier: folder || undefined });
	}
	return files;
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

/**
 * Moves a file out of the way: to 已处理, or to 退回 with the reason beside it for whoever put it there.
 * @param reason one Chinese sentence, or undefined where the file was taken
 */
export async function settleInboxFile(
	context: SourceContext,
	file: CollectedFile,
	reason: string | undefined
): Promise<void> {
	const folder = join(context.home, 'inbox', reason === undefined ? taken : returned);
	await mkdir(folder, { recursive: true });
	const stamp = shanghaiTime(context.now()).replaceAll(/[-: ]/g, '');
	const extension = extname(file.name);
	const stem = `${basename(file.name, extension)}.${stamp}`;
	await rename(file.path, join(folder, `${stem}${extension}`));
	if (reason !== undefined) await writeFile(join(folder, `${stem}.退回原因.txt`), `${reason}\n`);
}
