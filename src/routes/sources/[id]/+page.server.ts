import { error, redirect } from '@sveltejs/kit';
import { testSource } from '$jobs/test-source';
import { readSources } from '$lib/server/sources/source-list';
import { saveSource } from '../../../hooks/source-desk';
import { formData } from '../edit-data';
import { entryOfForm } from '../source-fields';
import { say } from '../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

function sourceOf(home: string, id: string) {
	const { http, sql } = readSources(home);
	const page = http.find((entry) => entry.id === id);
	if (page) return { kind: 'http' as const, http: page, sql: null };
	const database = sql.find((entry) => entry.id === id);
	if (database) return { kind: 'sql' as const, http: null, sql: database };
	error(404, '没有这个数据源。');
}

export const load: PageServerLoad = ({ locals, params }) => {
	const { home } = locals.app.config;
	return {
		...formData(home),
		...sourceOf(home, params.id),
		mayChange: locals.viewer.may('data.operate')
	};
};

export const actions: Actions = {
	save: async (event) => {
		const form = await event.request.formData();
		const { kind, http, sql } = sourceOf(event.locals.app.config.home, event.params.id);
		const entry = { ...entryOfForm(kind, form), id: event.params.id, enabled: (http ?? sql)?.enabled };
		const hash = String(form.get('hash') ?? '');
		const outcome = await saveSource(event, { kind, id: event.params.id, entry, hash });
		if (!('saved' in outcome)) return outcome;
		say(event, 'source.saved', { id: outcome.saved });
		redirect(303, '/sources');
	},
	test: async ({ locals, params }) => ({ tested: params.id, ...(await testSource(locals.app, params.id)) })
};
