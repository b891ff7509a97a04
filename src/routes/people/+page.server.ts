import { fail } from '@sveltejs/kit';
import { RiskError } from '$lib/domain/errors';
import { findWorker, mostAnHour } from '$lib/server/accounts/personal-access';
import { personalDesk } from '../../hooks/personal-desk';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	return { mostAnHour };
};

export const actions: Actions = {
	/** The number travels in the body of the request only, and is not given back. */
	default: async (event) => {
		const form = await event.request.formData();
		const given = (name: string) => String(form.get(name) ?? '').slice(0, 200);
		try {
			return { found: await findWorker(personalDesk(event), given('identity'), given('reason')) };
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(400, { refusal: cause.message, reason: given('reason') });
		}
	}
};
