/** More lines than any district has, and than a workbook of one sheet should have. */
export const mostSheetLines = 200_000;

/** A workbook as the answer to a request, under the name that it is to be saved by. */
export const workbook = (bytes: Uint8Array, name: string): Response =>
	new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
		}
	});
