import { error, fail } from '@sveltejs/kit';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { mostAnHour, personalPlace, revealValue } from '$lib/server/accounts/personal-access';
import { personalDesk } from '../../hooks/personal-desk';
import type { Actions, PageServerLoad } from './$types';

const shape = z.object({
	feed: z.string().max(60),
	batch: z.coerce.number().int().min(1),
	row: z.coerce.number().int().min(1),
	column: z.string().max(60)
});

function cellOf(url: URL) {
	const given = shape.safeParse(Object.fromEntries(url.searchParams));
	if (!given.success) error(404, '没有这个值，或您无权查看这一行。');
	const { feed, batch, row, column } = given.data;
	return { feed, batchId: batch, rowNo: row, column };
}

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const place = await personalPlace(locals.reader, cellOf(url));
	if (!place) error(404, '没有这个值，或您无权查看这一行。');
	return { place, mostAnHour };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		try {
			const reason = String(form.get('reason') ?? '');
			return { value: await revealValue(personalDesk(event), cellOf(event.url), reason) };
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(400, { refusal: cause.message });
		}
	}
};
