import { fail, type RequestEvent } from '@sveltejs/kit';
import { RiskError } from '$lib/domain/errors';
import { writeSource, type SourceChange, type WrittenSource } from '$lib/server/sources/source-file';
import { addressOf } from './gate';

/** Writes a source for whoever asks and says so in the audit log; a foreseen refusal is answered to the form. */
export async function saveSource(event: RequestEvent, change: SourceChange) {
	const { app, actor } = event.locals;
	const about = (written: WrittenSource) => written.changed.join(', ') || 'nothing';
	const keep = (subject: string, result: 'done' | 'refused', detail: string) =>
		app.audit.record({
			actor_id: actor.id,
			actor: actor.name,
			address: addressOf(event),
			act: change.id === null ? 'add source' : 'change source',
			subject,
			result,
			detail
		});
	try {
		const written = writeSource(app.config.home, process.env, change);
		await keep(written.id, 'done', about(written));
		return { saved: written.id };
	} catch (error) {
		if (!(error instanceof RiskError)) throw error;
		await keep(change.id ?? '', 'refused', error.code);
		return fail(error.code === 'SOURCES_CHANGED' ? 409 : 400, { refusal: error.message });
	}
}
