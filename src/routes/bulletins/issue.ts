import { error } from '@sveltejs/kit';
import { bulletinKinds, issueNamed, type BulletinIssue } from '$lib/domain/bulletin-issue';
import { shanghaiDay } from '$lib/domain/clock';
import type { Report } from '$lib/server/dispatch/reports/report';
import { reportOf } from '$lib/server/dispatch/reports/registry';

/** The issue that an address names, with its report up to today; 404 where there is none or it lies ahead. */
export async function bulletinAt(
	locals: App.Locals,
	params: { readonly kind: string; readonly issue: string }
): Promise<{ issue: BulletinIssue; report: Report; to: string }> {
	const kind = bulletinKinds.find((known) => known === params.kind);
	const issue = kind && issueNamed(kind, params.issue);
	const today = shanghaiDay(locals.app.clock());
	if (!issue || issue.from > today) error(404, '没有这一期通报。');
	const to = issue.to > today ? today : issue.to;
	const report = await reportOf(`${issue.kind}_bulletin`).build({
		reader: locals.reader,
		policy: locals.app.policy,
		from: issue.from,
		to
	});
	return { issue, report, to };
}
