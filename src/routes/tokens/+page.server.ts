import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { roles } from '$lib/domain/roles';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

/** Roles that only look; a program has no use for another. */
const readers = ['leadership', 'street_handler', 'department_handler', 'system_admin'] as const;
const shape = z.object({ name: z.string().trim().min(1, '请填写用途').max(60), role: z.enum(roles) });

export const load: PageServerLoad = ({ locals }) => ({
	tokens: locals.app.accounts.tokens(),
	roles: readers,
	units: locals.app.policy.units.map((unit) => unit.name)
});

export const actions: Actions = {
	create: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		const parsed = shape.safeParse(Object.fromEntries(form));
		if (!parsed.success) return fail(400, { refusal: parsed.error.issues[0]?.message ?? '' });
		try {
			const token = locals.app.accounts.createToken({
				...parsed.data,
				units: form.getAll('units').map(String),
				sectors: []
			});
			say(event, 'token.made', { name: parsed.data.name });
			return { token };
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
	},
	remove: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		locals.app.accounts.removeToken(String(form.get('id') ?? ''));
		say(event, 'token.removed');
	}
};
