import { error } from '@sveltejs/kit';
import { shanghaiTime } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { keepTaken, openRelease } from '$lib/server/accounts/release-book';
import { releaseFile } from '$lib/server/accounts/release-file';
import { releaseDesk } from '../../../../hooks/release-desk';
import type { RequestHandler } from './$types';

/** A full export, locked with the password in the form; who takes it is kept before it is given. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
	const desk = releaseDesk(locals);
	try {
		const release = await openRelease(desk, Number(params.no) || 0);
		const password = String((await request.formData()).get('password') ?? '').slice(0, 200);
		const { warehouse, keys, clock } = locals.app;
		const file = await releaseFile({
			reader: locals.reader,
			warehouse,
			keys,
			release,
			password,
			by: locals.actor.name,
			at: shanghaiTime(clock()).slice(0, 16)
		});
		await keepTaken(desk, release, file);
		const name = encodeURIComponent(`完整导出_${release.no}_${release.feed}_${release.project}.xlsx`);
		return new Response(new Uint8Array(file.bytes), {
			headers: {
				'content-type': 'application/octet-stream',
				'cache-control': 'no-store',
				'content-disposition': `attachment; filename*=UTF-8''${name}`
			}
		});
	} catch (cause) {
		if (cause instanceof RiskError) error(400, cause.message);
		throw cause;
	}
};
