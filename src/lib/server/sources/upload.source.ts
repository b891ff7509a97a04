import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { diskFull, isNoSpace } from '$lib/server/warehouse/copy-aside';

/** A file of a person that waits for a word: it lies apart, and nothing of it is in the database. */
const card = z.object({
	id: z.uuid(),
	name: z.string(),
	size: z.number(),
	sha256: z.string(),
	actorId: z.string(),
	/** Milliseconds since 1970, by the clock of the installation. */
	receivedAt: z.number(),
	supplier: z.string().nullable(),
	/** Feed chosen by hand; null: as the file itself says. */
	feed: z.string().nullable(),
	/** Whether its preview asks something that must be answered before it may be loaded. */
	undecided: z.boolean(),
	/** By feed: headers matched and units chosen on the page, not yet remembered. */
	choices: z.record(
		z.string(),
		z.object({
			headers: z.record(z.string(), z.string()),
			units: z.record(z.string(), z.enum(['元', '万元']))
		})
	)
});
export type UploadCard = Readonly<z.infer<typeof card>>;

/** Bytes of one uploaded file; larger ones go through the inbox folder. */
export const largestUploadBytes = 200 * 2 ** 20;
/** A preview older than this is swept: it no longer says what would happen. */
const uploadLifeMilliseconds = 60 * 60 * 1000;
const longestName = 150;
/** What one person may have waiting at a time: more would fill the disk unseen. */
const mostWaiting = { files: 60, bytes: 4 * 2 ** 30 } as const;

const folderOf = (home: string, id = '') => join(home, 'tmp', 'uploads', id);
export const uploadedFile = (home: string, id: string) => join(folderOf(home, id), 'file');

/** A file name as a person gave it, without path or control characters. */
function tidyName(name: string): string {
	// eslint-disable-next-line no-control-regex
	const bare = basename(name.replaceAll('\\', '/')).replace(/[\u0000-\u001f\u007f]/g, '');
	return bare.slice(-longestName) || '未命名文件';
}

/** What is known of a file that arrives. */
export interface Arrival {
	readonly name: string;
	readonly actorId: string;
	readonly supplier: string | null;
	readonly feed: string | null;
	readonly now: Date;
}

/** @throws RiskError UPLOAD_TOO_MANY */
async function refuseTooMany(home: string, actorId: string): Promise<void> {
	const waiting = await listUploads(home, actorId);
	const bytes = waiting.reduce((sum, { size }) => sum + size, 0);
	if (waiting.length < mostWaiting.files && bytes < mostWaiting.bytes) return;
	throw new RiskError(
		'UPLOAD_TOO_MANY',
		`您已有 ${waiting.length} 个上传的文件等待确认，请先在“上传数据”页面确认入库或取消，再上传新的。`
	);
}

/**
 * Streams a file to the disk, apart from everything, and hashes it on the way.
 * @throws RiskError UPLOAD_TOO_BIG, UPLOAD_TOO_MANY, UPLOAD_EMPTY, UPLOAD_CUT, DISK_FULL; nothing is left behind then
 */
export async function receiveUpload(
	home: string,
	bytes: AsyncIterable<Uint8Array>,
	arrival: Arrival,
	largest = largestUploadBytes
): Promise<UploadCard> {
	const id = randomUUID();
	const name = tidyName(arrival.name);
	await refuseTooMany(home, arrival.actorId);
	const hash = createHash('sha256');
	let size = 0;
	async function* counted() {
		for await (const chunk of bytes) {
			size += chunk.length;
			if (size > largest) {
				const limit = `${Math.floor(largest / 2 ** 20)} MB`;
				throw new RiskError(
					'UPLOAD_TOO_BIG',
					`文件“${name}”超过 ${limit}，不能在页面上传；请拆分，或放进收件夹由系统收取。`
				);
			}
			hash.update(chunk);
			yield chunk;
		}
	}
	await mkdir(folderOf(home, id), { recursive: true, mode: 0o700 });
	try {
		await pipeline(Readable.from(counted()), createWriteStream(uploadedFile(home, id), { mode: 0o600 }));
		if (size === 0)
			throw new RiskError('UPLOAD_EMPTY', `文件“${name}”是空的，请确认导出时选对了范围后再提交。`);
		const { actorId, supplier, feed } = arrival;
		const received = { id, name, size, sha256: hash.digest('hex'), actorId, supplier, feed };
		const whole = { ...received, receivedAt: arrival.now.getTime(), undecided: true, choices: {} };
		await saveUpload(home, whole);
		return whole;
	} catch (error) {
		await rm(folderOf(home, id), { recursive: true, force: true });
		if (error instanceof RiskError) throw error;
		if (isNoSpace(error)) throw diskFull(home, error);
		throw new RiskError('UPLOAD_CUT', `文件“${name}”没有传完，请重新上传。`, { name }, { cause: error });
	}
}

/** Keeps what was chosen on the page; a reader sees the old card or the new one, never half of one. */
export async function saveUpload(home: string, upload: UploadCard): Promise<void> {
	const path = join(folderOf(home, upload.id), 'card.json');
	const written = `${path}.${randomUUID()}`;
	await writeFile(written, JSON.stringify(upload), { mode: 0o600 });
	await rename(written, path);
}

/** A waiting file of this person; undefined where there is none, or it is somebody else's. */
export async function findUpload(home: string, id: string, actorId: string): Promise<UploadCard | undefined> {
	if (!z.uuid().safeParse(id).success) return undefined;
	const text = await readFile(join(folderOf(home, id), 'card.json'), 'utf8').catch(() => undefined);
	if (text === undefined) return undefined;
	const found = card.parse(JSON.parse(text));
	return found.actorId === actorId ? found : undefined;
}

/** All waiting files of a person, the newest first. */
export async function listUploads(home: string, actorId: string): Promise<UploadCard[]> {
	const ids = await readdir(folderOf(home)).catch(() => []);
	const found = await Promise.all(ids.map((id) => findUpload(home, id, actorId)));
	return found.filter((one) => one !== undefined).sort((a, b) => b.receivedAt - a.receivedAt);
}

/** Deletes a waiting file and all that was made of it. */
export async function dropUpload(home: string, id: string): Promise<void> {
	await rm(folderOf(home, id), { recursive: true, force: true });
}

/** Deletes every waiting file whose hour is over; answers how many. */
export async function sweepUploads(home: string, now: Date): Promise<number> {
	let swept = 0;
	for (const id of await readdir(folderOf(home)).catch(() => [])) {
		const text = await readFile(join(folderOf(home, id), 'card.json'), 'utf8').catch(() => undefined);
		// A folder without a card is a file that is arriving now: it has its own way to an end.
		if (text === undefined) continue;
		if (now.getTime() - card.parse(JSON.parse(text)).receivedAt < uploadLifeMilliseconds) continue;
		await dropUpload(home, id);
		swept += 1;
	}
	return swept;
}
