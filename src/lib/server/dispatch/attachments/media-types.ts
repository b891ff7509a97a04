/** Kinds of files that may stand beside an act, by how their bytes begin: a name alone says nothing. */
const kinds: readonly {
	readonly type: string;
	readonly endings: readonly string[];
	readonly begins: readonly number[];
}[] = [
	{ type: 'application/pdf', endings: ['pdf'], begins: [0x25, 0x50, 0x44, 0x46] },
	{ type: 'image/jpeg', endings: ['jpg', 'jpeg'], begins: [0xff, 0xd8, 0xff] },
	{ type: 'image/png', endings: ['png'], begins: [0x89, 0x50, 0x4e, 0x47] },
	{
		type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		endings: ['xlsx'],
		begins: [0x50, 0x4b, 0x03, 0x04]
	},
	{
		type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
		endings: ['docx'],
		begins: [0x50, 0x4b, 0x03, 0x04]
	}
];

/** The media type of a file, or undefined where its name and its first bytes are not of one allowed kind. */
export function mediaTypeOf(name: string, bytes: Uint8Array): string | undefined {
	const ending = name.toLowerCase().split('.').at(-1) ?? '';
	return kinds.find(
		({ endings, begins }) => endings.includes(ending) && begins.every((byte, index) => bytes[index] === byte)
	)?.type;
}

export const allowedEndings: readonly string[] = kinds.flatMap(({ endings }) => endings);
