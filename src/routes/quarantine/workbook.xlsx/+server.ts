import { error } from '@sveltejs/kit';
import { workbookOf } from '$jobs/quarantine';
import { RiskError } from '$lib/domain/errors';
import { keepTaking } from '$lib/server/accounts/personal-access';
import { personalDesk } from '../../../hooks/personal-desk';
import { chosenRows } from '../chosen-rows';
import type { RequestHandler } from './$types';

type Chosen = ReturnType<typeof chosenRows>;

async function workbook({ app }: App.Locals, chosen: Chosen, isInTheClear: boolean): Promise<Response> {
	const bytes = await workbookOf(app, chosen, isInTheClear);
	const part = chosen.batch === null ? (chosen.file ?? chosen.feed ?? '全部') : `批次${chosen.batch}`;
	const name = encodeURIComponent(`退回更正_${part.replaceAll(/[\\/:*?"<>|]/g, '_')}.xlsx`);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename*=UTF-8''${name}`
		}
	});
}

const refuse = (status: 400 | 404) => (cause: unknown) => {
	if (cause instanceof RiskError) error(status, cause.message);
	throw cause;
};

/** The rows set aside as a workbook, persons masked. */
export const GET: RequestHandler = ({ locals, url }) =>
	workbook(locals, chosenRows(url.searchParams), false).catch(refuse(404));

/** The same for their supplier, who must be able to tell whose row it is: in the clear, for a reason that is kept. */
export const POST: RequestHandler = async (event) => {
	const { locals, request } = event;
	if (!locals.viewer.may('data.operate')) error(403);
	const form = await request.formData().catch(() => new FormData());
	const chosen = chosenRows(form);
	const what = [chosen.feed, chosen.file, chosen.batch].filter((part) => part !== null).join(' ') || 'all';
	await keepTaking(personalDesk(event), `set aside: ${what}`, String(form.get('why') ?? '')).catch(
		refuse(400)
	);
	return workbook(locals, chosen, true).catch(refuse(404));
};
