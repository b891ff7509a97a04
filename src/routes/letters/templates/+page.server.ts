import { fail } from '@sveltejs/kit';
import { RiskError } from '$lib/domain/errors';
import { letters } from '$lib/server/dispatch/letters/registry';
import { dropTemplate, keepTemplate, placesOf, templateOf } from '$lib/server/dispatch/letters/templates';
import { say } from '../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const mostBytes = 400_000;

export const load: PageServerLoad = async ({ locals }) => {
	const { config, policy } = locals.app;
	const templates = [];
	for (const { kind, zh } of letters.values()) {
		const { own } = await templateOf(config.home, policy, kind);
		templates.push({ kind, zh, own, places: await placesOf(policy, kind) });
	}
	return { templates };
};

export const actions: Actions = {
	keep: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		const file = form.get('file');
		const kind = String(form.get('kind') ?? '');
		if (!(file instanceof File) || file.size === 0 || file.size > mostBytes)
			return fail(400, { refusal: '请选择一个不超过 400 KB 的 .docx 模板文件。' });
		const { config, policy } = locals.app;
		try {
			const sample = Object.fromEntries((await placesOf(policy, kind)).map((place) => [place, place]));
			await keepTemplate(config.home, kind, new Uint8Array(await file.arrayBuffer()), sample);
			say(event, 'template.kept');
			return { kept: kind };
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
	},
	drop: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		try {
			await dropTemplate(locals.app.config.home, String(form.get('kind') ?? ''));
		} catch (error) {
			if (!(error instanceof RiskError)) throw error;
			return fail(400, { refusal: error.message });
		}
		say(event, 'template.dropped');
		return { kept: null };
	}
};
