import { error } from '@sveltejs/kit';
import { shanghaiDay } from '$lib/domain/clock';
import { parseListView, type ListKind } from '$lib/domain/list-view';
import { endOfMinute } from '$lib/domain/minute';
import { tierNames } from '$lib/server/queries/tier-names';
import { subjectPage } from '$lib/server/queries/subject-page';
import { subjectSheet } from '$lib/server/queries/subject-sheet';
import { mostSheetLines, workbook } from './workbook';

/** The whole list of an address as a workbook. */
export async function listWorkbook(locals: App.Locals, url: URL, kind: ListKind): Promise<Response> {
	const { policy, clock } = locals.app;
	const view = parseListView(url.searchParams, kind);
	const { asOf, knownAt } = view.filter;
	const list = await subjectPage(locals.reader, {
		type: kind,
		day: asOf ?? shanghaiDay(clock()),
		knownAt: knownAt ? endOfMinute(knownAt) : null,
		view,
		page: 1,
		lines: mostSheetLines
	});
	if (!list) error(404);
	const bytes = await subjectSheet({ kind, view, list, place: policy.name, tierNames: tierNames(policy) });
	return workbook(bytes, `${kind === 'project' ? '工程项目' : '企业'}_${list.asOf}.xlsx`);
}
