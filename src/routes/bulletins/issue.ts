import { error } from '@sveltejs/kit';
import { bulletinKinds, issueNamed, type BulletinIssue } from '$lib/domain/bulletin-issue';
import { shanghaiDay } from '$lib/domain/clock';
import { parseFilter } from '$lib/domain/filter';
import { limitedTo, type Report } from '$lib/server/dispatch/reports/report';
import { reportOf } from '$lib/server/dispatch/reports/registry';
import { narrowed, scopeOf } from '../../hooks/narrowed';

/**
 * The issue that an address names, with its report up to today; 404 where there is none or it lies ahead. Limited to
 * streets or sectors it is an extract: what people wrote over the issue does not stand in it.
 */
export async function bulletinAt(
	locals: App.Locals,
	params: { readonly kind: string; readonly issue: string },
	url: URL
): Promise<{ issue: BulletinIssue; report: Report; to: string; scope: string | null }> {
	const kind = bulletinKinds.find((known) => known === params.kind);
	const issue = kind && issueNamed(kind, params.issue);
	const today = shanghaiDay(locals.app.clock());
	if (!issue || issue.from > today) error(404, '没有这一期通报。');
	const filter = parseFilter(url.searchParams);
	const to = issue.to > today ? today : issue.to;
	const report = await reportOf(`${issue.kind}_bulletin`).build({
		reader: narrowed(locals, filter),
		policy: locals.app.policy,
		from: issue.from,
		to
	});
	const scope = scopeOf(locals, filter);
	return { issue, report: limitedTo(report, scope), to, scope };
}
