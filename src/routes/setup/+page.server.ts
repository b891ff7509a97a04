import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import { isUsername } from '$lib/server/accounts/account';
import { addressOf } from '../../hooks/gate';
import type { Actions, PageServerLoad } from './$types';

const shape = z.object({
	code: z.string().max(40),
	username: z.string().refine(isUsername, '用户名为 2–40 位文字、数字、点、横线'),
	name: z.string().trim().min(1, '请填写姓名').max(40),
	password: z.string().max(200),
	separate: z.literal('on').optional()
});

export const load: PageServerLoad = ({ locals }) => ({ open: locals.app.accounts.count === 0 });

export const actions: Actions = {
	default: async (event) => {
		const { locals, request } = event;
		const { accounts, setupCode, audit } = locals.app;
		const raw = Object.fromEntries(await request.formData());
		const kept = { username: String(raw['username'] ?? ''), name: String(raw['name'] ?? '') };
		if (accounts.count > 0) return fail(403, { ...kept, refusal: '已有账户，本页不再可用，请登录。' });
		const parsed = shape.safeParse(raw);
		if (!parsed.success) return fail(400, { ...kept, refusal: parsed.error.issues[0]?.message ?? '' });
		const { code, username, name, password, separate } = parsed.data;
		const address = addressOf(event);
		try {
			accounts.guard.refuseLocked('setup', address);
			if (!setupCode.redeem(code)) {
				accounts.guard.failed('setup', address);
				return fail(400, {
					...kept,
					refusal: '设置码不正确或已用过；请看启动薪哨的终端，重启后会给出新的设置码。'
				});
			}
			accounts.setRule('separate_admins', separate ? 'on' : 'off');
			const role = separate ? 'system_admin' : 'administrator';
			await accounts.create({ username, name, password, role, units: [], sectors: [] }, 'self');
			await audit.record({
				actor_id: 'setup',
				actor: name,
				address,
				act: 'first administrator',
				subject: username,
				result: 'done',
				detail: role
			});
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			if (error.code === 'SIGN_IN_LOCKED') return fail(429, { ...kept, refusal: error.message });
			const next = setupCode.issue();
			console.log(`设置未完成，新的一次性设置码 ${next}`);
			return fail(400, { ...kept, refusal: `${error.message}终端里已给出新的设置码。` });
		}
		redirect(303, '/sign-in');
	}
};
