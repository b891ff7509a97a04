import { say } from '../../../hooks/said';
import { error, fail, redirect } from '@sveltejs/kit';
import { confirmUpload, previewUpload, withUndecided } from '$jobs/upload';
import { RiskError } from '$lib/domain/errors';
import { tierKey } from '$lib/domain/tier-key';
import { suppliers } from '$lib/server/queries/suppliers';
import { dropUpload, findUpload, saveUpload } from '$lib/server/sources/upload.source';
import { chosen } from './chosen';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function waiting({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) {
	const upload = await findUpload(locals.app.config.home, params.id, locals.actor.id);
	if (!upload) error(404, '这个预览已经过期、取消或入库，请重新上传。');
	return upload;
}

export const load: PageServerLoad = async (event) => {
	const { app, reader, viewer } = event.locals;
	const upload = await waiting(event);
	const { tried, tierChanges } = await previewUpload(app, upload);
	// Who only runs the machine sees rows and columns, but no project's tier.
	const shownChanges = viewer.may('board.view') ? tierChanges : null;
	await saveUpload(app.config.home, withUndecided(upload, tried));
	return {
		upload: {
			id: upload.id,
			name: upload.name,
			size: upload.size,
			supplier: upload.supplier,
			feed: upload.feed
		},
		choices: upload.choices,
		tried,
		tierChanges:
			shownChanges?.map(({ code, name, before, after }) => ({
				code,
				name,
				before: before && tierKey(before.tier),
				after: after && tierKey(after.tier)
			})) ?? null,
		suppliers: await suppliers(reader)
	};
};

export const actions: Actions = {
	choose: async (event) => {
		const upload = await waiting(event);
		await saveUpload(event.locals.app.config.home, chosen(upload, await event.request.formData()));
		redirect(303, `/upload/${upload.id}`);
	},
	confirm: async (event) => {
		const upload = await waiting(event);
		const { app, actor } = event.locals;
		const now = chosen(upload, await event.request.formData());
		if (JSON.stringify(now) !== JSON.stringify(upload)) {
			await saveUpload(app.config.home, now);
			return fail(409, { refusal: '选择有改动，已按新的选择重新核对；请看过结果后再确认。' });
		}
		if (upload.undecided) return fail(409, { refusal: '请先回答金额单位的问题，再确认入库。' });
		const reports = await confirmUpload(app, upload, actor).catch((cause: unknown) => {
			if (cause instanceof RiskError) return cause;
			throw cause;
		});
		if (reports instanceof RiskError) return fail(409, { refusal: reports.message });
		const batches = reports.flatMap((report) => report.batch ?? []);
		const refused = reports.some((report) => report.error !== null) ? '&refused' : '';
		say(event, 'upload.landed', { n: batches.length });
		redirect(303, `/upload?done=${batches.join(',')}${refused}`);
	},
	cancel: async (event) => {
		const upload = await waiting(event);
		await dropUpload(event.locals.app.config.home, upload.id);
		say(event, 'upload.dropped');
		redirect(303, '/upload');
	}
};
