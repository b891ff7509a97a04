import { bulletinKinds, issuesUpTo } from '$lib/domain/bulletin-issue';
import { shanghaiDay } from '$lib/domain/clock';
import { editedIssues } from '$lib/server/dispatch/bulletins/bulletin-book';
import type { PageServerLoad } from './$types';

const shown = { weekly: 12, monthly: 12 } as const;

export const load: PageServerLoad = async ({ locals }) => {
	const today = shanghaiDay(locals.app.clock());
	const lists = await Promise.all(
		bulletinKinds.map(async (kind) => {
			const edits = await editedIssues(locals.reader, kind);
			const issues = issuesUpTo(kind, today, shown[kind]).map((issue) => ({
				...issue,
				isRunning: issue.to > today,
				edits: edits.get(issue.issue) ?? 0
			}));
			return { kind, issues };
		})
	);
	return { lists };
};
