import type { IncomingMessage } from 'node:http';
import { json } from '@sveltejs/kit';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { guessSupplier } from '$lib/server/queries/suppliers';
import { largestUploadBytes, receiveUpload } from '$lib/server/sources/upload.source';
import type { RequestHandler } from './$types';

/** What a refusal is to the sender's program; 400 for any other. */
const statuses: Readonly<Record<string, number>> = {
	UPLOAD_TOO_BIG: 413,
	UPLOAD_TOO_MANY: 429,
	DISK_FULL: 507
};

/**
 * Takes the bytes of one file as they come. A request without a content type is not read by the framework, whose
 * limit for forms would be too small here: the bytes come straight from the connection, under a limit of their own.
 */
export const PUT: RequestHandler = async ({ params, request, url, platform, locals }) => {
	const tooLarge = Number(request.headers.get('content-length') ?? 0) > largestUploadBytes;
	const connection = (platform as { req?: IncomingMessage } | undefined)?.req;
	// Kept open when we stop reading, so that the sender still hears why.
	const bytes = request.body ?? connection?.iterator({ destroyOnReturn: false });
	if (!bytes || tooLarge) {
		const limit = Math.floor(largestUploadBytes / 2 ** 20);
		const text = tooLarge
			? `文件超过 ${limit} MB，不能在页面上传；请拆分，或放进收件夹由系统收取。`
			: '没有收到文件内容，请重新上传。';
		return json({ message: text }, { status: tooLarge ? 413 : 400, headers: { connection: 'close' } });
	}
	const feed = url.searchParams.get('feed') ?? '';
	const supplier = (url.searchParams.get('supplier') ?? '').trim().slice(0, 80);
	try {
		const upload = await receiveUpload(locals.app.config.home, bytes as AsyncIterable<Uint8Array>, {
			name: params.name,
			actorId: locals.actor.id,
			supplier: supplier || (await guessSupplier(locals.app.warehouse, params.name)),
			feed: feeds.has(feed) ? feed : null,
			now: locals.app.clock()
		});
		return json({ id: upload.id, name: upload.name }, { status: 201 });
	} catch (error) {
		if (!(error instanceof RiskError)) throw error;
		const status = statuses[error.code] ?? 400;
		return json({ message: error.message }, { status, headers: { connection: 'close' } });
	}
};
