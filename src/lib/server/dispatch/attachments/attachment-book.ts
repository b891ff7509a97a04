import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { seal, unseal, type PersonalKeys } from '../../warehouse/pii-vault';
import type { Reader, Warehouse } from '../../warehouse/warehouse';
import { allowedEndings, mediaTypeOf } from './media-types';

/** What a file may stand beside. */
export const attachmentPlaces = ['alert', 'clue', 'case'] as const;
export type AttachmentPlace = (typeof attachmentPlaces)[number];

/** Largest file in bytes: a scan of some pages, a photo. */
export const largestAttachmentBytes = 10 * 2 ** 20;
/** Most files beside one thing. */
const mostBesideOne = 50;

export interface Attachment {
	readonly id: number;
	readonly fileName: string;
	readonly mediaType: string;
	readonly bytes: number;
	readonly sha256: string;
	readonly words: string | null;
	/** 'YYYY-MM-DD HH:MM', Asia/Shanghai. */
	readonly at: string;
	readonly actor: string;
}

export interface AttachmentsOf {
	readonly about: AttachmentPlace;
	readonly aboutNo: string;
}

/** The project that a file belongs to, else the enterprise, else the street. */
export interface AttachmentOwner {
	readonly projectCode: string | null;
	readonly uscc: string | null;
	readonly street: string | null;
}

export interface NewAttachment extends AttachmentsOf {
	/** Whose it is: by this it is told who may see it. */
	readonly owner: AttachmentOwner;
	readonly fileName: string;
	readonly bytes: Uint8Array;
	readonly words?: string;
}

const row = z.object({
	attachment_id: z.number(),
	file_name: z.string(),
	media_type: z.string(),
	byte_count: z.number(),
	sha256: z.string(),
	words: z.string().nullable(),
	at: z.string(),
	actor: z.string()
});

const columns = `attachment_id, file_name, media_type, byte_count, sha256, words,
	strftime(acted_at, '%Y-%m-%d %H:%M') as at, actor`;

const toAttachment = (found: z.infer<typeof row>): Attachment => ({
	id: found.attachment_id,
	fileName: found.file_name,
	mediaType: found.media_type,
	bytes: found.byte_count,
	sha256: found.sha256,
	words: found.words,
	at: found.at,
	actor: found.actor
});

/** The files beside one thing, oldest first. */
export async function attachmentsOf(
	reader: Reader,
	{ about, aboutNo }: AttachmentsOf
): Promise<Attachment[]> {
	const rows = await reader.read(
		`select ${columns} from attachment where about = $about and about_no = $no order by attachment_id`,
		{ about, no: aboutNo },
		row
	);
	return rows.map(toAttachment);
}

/** A file name as it may stand in a header and on a disk: no path, no control characters, at most 120 letters. */
const plainName = (name: string) =>
	(name.split(/[\\/]/).at(-1) ?? '')
		// eslint-disable-next-line no-control-regex
		.replaceAll(/[\u0000-\u001f\u007f"<>|:*?]/g, '')
		.slice(-120)
		.trim();

/**
 * Keeps a file beside an alert, a clue or a case.
 * @throws RiskError ATTACHMENT_EMPTY, ATTACHMENT_TOO_BIG, ATTACHMENT_KIND, ATTACHMENT_MANY
 */
export async function attach(
	warehouse: Warehouse,
	keys: PersonalKeys,
	clock: Clock,
	given: NewAttachment,
	actor: Actor
): Promise<void> {
	const { bytes, about, aboutNo } = given;
	const fileName = plainName(given.fileName);
	if (bytes.length === 0 || fileName === '')
		throw new RiskError('ATTACHMENT_EMPTY', '没有收到文件，请选择文件后再提交。');
	if (bytes.length > largestAttachmentBytes)
		throw new RiskError(
			'ATTACHMENT_TOO_BIG',
			`“${fileName}”超过 ${largestAttachmentBytes / 2 ** 20} MB，请压缩或分开后再传。`
		);
	const mediaType = mediaTypeOf(fileName, bytes);
	if (mediaType === undefined)
		throw new RiskError(
			'ATTACHMENT_KIND',
			`“${fileName}”不是可以存放的文件，或内容与扩展名不符；可以是 ${allowedEndings.join('、')}。`
		);
	await warehouse.write(async (tx) => {
		const [counts] = await tx.all(
			`select coalesce((select max(attachment_id) from attachment), 0) + 1 as next,
				(select count(*) from attachment where about = $about and about_no = $no) as beside`,
			{ about, no: aboutNo }
		);
		if (Number(counts?.['beside']) >= mostBesideOne)
			throw new RiskError('ATTACHMENT_MANY', `这里已有 ${mostBesideOne} 个附件，请合并成一个文件后再传。`);
		const id = Number(counts?.['next']);
		await tx.run(
			`insert into attachment values ($id, $project, $uscc, $street, $about, $no, $name, $media, $count, $sha, $words,
				cast($at as timestamp), $actor_id, $actor)`,
			{
				id,
				project: given.owner.projectCode,
				uscc: given.owner.uscc,
				street: given.owner.street,
				about,
				no: aboutNo,
				name: fileName,
				media: mediaType,
				count: bytes.length,
				sha: createHash('sha256').update(bytes).digest('hex'),
				words: given.words ?? null,
				at: shanghaiTime(clock()),
				actor_id: actor.id,
				actor: actor.name
			}
		);
		const sealed = seal(keys, Buffer.from(bytes).toString('base64'));
		await tx.insertBlobs('attachment_bytes', [{ id, bytes: sealed }]);
	});
}

/**
 * The bytes of a file that the reader may see, or null.
 * @param reader sees only what the person may see; the sealed bytes are fetched only after it has found the file
 */
export async function attachmentBytes(
	reader: Reader,
	warehouse: Warehouse,
	keys: PersonalKeys,
	id: number
): Promise<{ attachment: Attachment; bytes: Buffer } | null> {
	const [found] = await reader.read(
		`select ${columns} from attachment where attachment_id = $id`,
		{ id },
		row
	);
	if (!found) return null;
	const [sealed] = await warehouse.read(
		'select to_base64(bytes) as bytes from attachment_bytes where attachment_id = $id',
		{ id },
		z.object({ bytes: z.string() })
	);
	if (!sealed) return null;
	const plain = unseal(keys, Buffer.from(sealed.bytes, 'base64'));
	return { attachment: toAttachment(found), bytes: Buffer.from(plain, 'base64') };
}
