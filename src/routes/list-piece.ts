import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { shanghaiDay } from '$lib/domain/clock';
import { parseListView, type ListKind } from '$lib/domain/list-view';
import { endOfMinute } from '$lib/domain/minute';
import { subjectPage, type SubjectPiece } from '$lib/server/queries/subject-page';

const asked = z.coerce.number().int().min(0).max(1_000_000);

/** Lines of a list from the piece that the address asks for, under the same question and scope as the page. */
export async function pieceOfList(locals: App.Locals, url: URL, kind: ListKind): Promise<SubjectPiece> {
	const piece = asked.safeParse(url.searchParams.get('piece'));
	if (!piece.success) error(400);
	const view = parseListView(url.searchParams, kind);
	const { asOf, knownAt } = view.filter;
	const found = await subjectPage(locals.reader, {
		type: kind,
		day: asOf ?? shanghaiDay(locals.app.clock()),
		knownAt: knownAt ? endOfMinute(knownAt) : null,
		view,
		page: piece.data + 1,
		// The browser has the groups already.
		isPiece: true
	});
	if (!found) error(404);
	const { runId, from, subjects, labels } = found;
	return { runId, from, subjects, labels };
}
