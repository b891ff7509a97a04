import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { roles } from '$lib/domain/roles';
import { sectors } from '$lib/domain/sectors';
import { idleChoices, sessionChoices } from '$lib/server/accounts/account-rules';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
	const { accounts, policy } = locals.app;
	const locked = new Set(accounts.guard.locked());
	return {
		accounts: accounts
			.list()
			.filter((account) => !account.disabled)
			.map((account) => ({ ...account, locked: locked.has(account.username) })),
		roles: roles.filter((role) => role !== 'administrator' || !accounts.rules.separateAdmins),
		units: policy.units.map((unit) => unit.name),
		sectors,
		rules: accounts.rules,
		idleChoices,
		sessionChoices
	};
};

/** No unit and no sector has it in its name. */
const joined = '、';

export const actions: Actions = {
	assign: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		const id = String(form.get('id') ?? '');
		// What takes a change back comes with all of one kind in one field.
		const list = (name: string) =>
			form.getAll(name).flatMap((value) => String(value).split(joined).filter(Boolean));
		const before = locals.app.accounts.list().find((account) => account.id === id);
		try {
			if (id === locals.actor.id)
				throw new RiskError('ROLE_OWN', '不能更改自己的角色，请由另一位安全管理员办理。');
			const chosen = z.enum(roles).safeParse(form.get('role'));
			if (!chosen.success) throw new RiskError('ROLE_UNKNOWN', '请先选择一个角色再保存。');
			const role = chosen.data;
			locals.app.accounts.assign(id, { role, units: list('units'), sectors: list('sectors') });
			const fields = before && {
				id,
				role: before.role,
				units: before.units.join(joined),
				sectors: before.sectors.join(joined)
			};
			say(event, 'role.assigned', {}, fields ? { action: '/roles?/assign', fields } : null);
			return { saved: true };
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
	},
	unlock: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		locals.app.accounts.guard.unlock(String(form.get('username') ?? ''));
		say(event, 'user.unlocked');
		return { saved: true };
	},
	factor: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		await locals.app.accounts.removeSecondFactor(String(form.get('id') ?? ''));
		say(event, 'user.factor');
		return { saved: true };
	},
	rules: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		const { accounts } = locals.app;
		const before = accounts.rules;
		try {
			for (const name of ['complexity', 'rotation', 'separate_admins'] as const)
				accounts.setRule(name, form.get(name) === 'on' ? 'on' : 'off');
			for (const name of ['idle_minutes', 'most_sessions'] as const)
				accounts.setRule(name, String(form.get(name) ?? ''));
			const fields = {
				complexity: before.complexity ? 'on' : 'off',
				rotation: before.rotation ? 'on' : 'off',
				separate_admins: before.separateAdmins ? 'on' : 'off',
				idle_minutes: String(before.idleMinutes),
				most_sessions: String(before.mostSessions)
			};
			say(event, 'role.rules', {}, { action: '/roles?/rules', fields });
			return { saved: true };
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
	}
};
