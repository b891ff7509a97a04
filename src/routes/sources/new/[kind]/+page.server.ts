import { error, redirect } from '@sveltejs/kit';
import type { SourceKind } from '$lib/server/sources/source-file';
import { saveSource } from '../../../../hooks/source-desk';
import { formData } from '../../edit-data';
import { entryOfForm } from '../../source-fields';
import { say } from '../../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

function kindOf(text: string): SourceKind {
	if (text === 'http' || text === 'sql') return text;
	error(404, '没有这种数据源。');
}

export const load: PageServerLoad = ({ locals, params }) => ({
	...formData(locals.app.config.home),
	kind: kindOf(params.kind),
	mayChange: locals.viewer.may('data.operate')
});

export const actions: Actions = {
	save: async (event) => {
		const form = await event.request.formData();
		const kind = kindOf(event.params.kind);
		const entry = entryOfForm(kind, form);
		const outcome = await saveSource(event, {
			kind,
			id: null,
			entry,
			hash: String(form.get('hash') ?? '')
		});
		if ('saved' in outcome) {
			say(event, 'source.saved', { id: outcome.saved });
			redirect(303, '/sources');
		}
		return outcome;
	}
};
