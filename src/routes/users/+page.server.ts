import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { roles } from '$lib/domain/roles';
import { sectors } from '$lib/domain/sectors';
import { isUsername } from '$lib/server/accounts/account';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const admins = new Set(['administrator', 'system_admin', 'security_admin', 'audit_admin']);
const shape = z.object({
	username: z.string().refine(isUsername, '用户名为 2–40 位文字、数字、点、横线'),
	name: z.string().trim().min(1, '请填写姓名').max(40),
	role: z.enum(roles),
	password: z.string().max(200)
});

export const load: PageServerLoad = ({ locals }) => {
	const { accounts, policy } = locals.app;
	const locked = new Set(accounts.guard.locked());
	const isSeparate = accounts.rules.separateAdmins;
	return {
		accounts: accounts.list().map((account) => ({ ...account, locked: locked.has(account.username) })),
		roles: roles.filter((role) => (isSeparate ? role !== 'administrator' : true)),
		units: policy.units.map((unit) => unit.name),
		sectors
	};
};

export const actions: Actions = {
	create: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		const parsed = shape.safeParse(Object.fromEntries(form));
		if (!parsed.success) return fail(400, { refusal: parsed.error.issues[0]?.message ?? '' });
		const list = (name: string) => form.getAll(name).map(String);
		try {
			await locals.app.accounts.create(
				{ ...parsed.data, units: list('units'), sectors: list('sectors') },
				'other'
			);
			say(event, 'user.created', { name: parsed.data.name });
			return { created: parsed.data.name };
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
	},
	disable: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		const id = String(form.get('id') ?? '');
		const { accounts } = locals.app;
		const isDisabled = form.get('disabled') === 'yes';
		const others = accounts.list().filter((one) => one.id !== id && !one.disabled && admins.has(one.role));
		if (isDisabled && others.length === 0)
			return fail(400, { refusal: '这是最后一个管理员账户，不能停用；请先建立另一个。' });
		accounts.setDisabled(id, isDisabled);
		const name = accounts.list().find((one) => one.id === id)?.name ?? '';
		const fields = { id, disabled: isDisabled ? 'no' : 'yes' };
		say(
			event,
			isDisabled ? 'user.disabled' : 'user.enabled',
			{ name },
			{ action: '/users?/disable', fields }
		);
		return { saved: true };
	},
	reset: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		try {
			await locals.app.accounts.setPassword(
				String(form.get('id') ?? ''),
				String(form.get('password') ?? ''),
				'other'
			);
			say(event, 'user.reset');
			return { saved: true };
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
	}
};
