import { error } from '@sveltejs/kit';
import { workbookOf } from '$jobs/quarantine';
import { RiskError } from '$lib/domain/errors';
import { chosenRows } from '../chosen-rows';
import type { RequestHandler } from './$types';

/** The rows set aside as a workbook for their supplier. Persons stand in the clear for who may reveal them. */
export const GET: RequestHandler = async ({ locals: { app, viewer }, url }) => {
	const chosen = chosenRows(url.searchParams);
	const bytes = await workbookOf(app, chosen, viewer.may('personal.reveal')).catch((cause: unknown) => {
		if (cause instanceof RiskError) error(404, cause.message);
		throw cause;
	});
	const part = chosen.batch === null ? (chosen.file ?? chosen.feed ?? '全部') : `批次${chosen.batch}`;
	const name = encodeURIComponent(`退回更正_${part.replaceAll(/[\\/:*?"<>|]/g, '_')}.xlsx`);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename*=UTF-8''${name}`
		}
	});
};
