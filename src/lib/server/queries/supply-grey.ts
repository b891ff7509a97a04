import { z } from 'zod';
import { indicators } from '../indicators/registry';
import type { Reader } from '../warehouse/warehouse';

const greyRow = z.object({ feed: z.string(), projects: z.coerce.number() });
const missingRow = z.object({ indicator: z.string(), subjects: z.coerce.number() });

/** What cannot be judged for want of a feed. */
export interface GreyOfFeed {
	/** Projects with a grey mark because of it, in the scoring. */
	readonly projects: number;
	/** Indicators that need it, with the number of subjects for which they are missing. */
	readonly indicators: readonly {
		readonly id: string;
		readonly zh: string;
		readonly en: string;
		readonly missing: number;
	}[];
}

/** By feed, what is grey in a scoring because the feed stopped or never came for a project. */
export async function greyByFeed(reader: Reader, runId: number): Promise<Map<string, GreyOfFeed>> {
	const [grey, missing] = await Promise.all([
		reader.read(
			`select g.feed, count(*) as projects
			from (
				select unnest(string_split(t.grey_reason, ';')) as feed from tier_result t
				where t.run_id = $run and t.subject_type = 'project' and t.grey_reason is not null
			) g
			group by g.feed`,
			{ run: runId },
			greyRow
		),
		reader.read(
			`select v.indicator, count(*) as subjects from indicator_value v
			where v.run_id = $run and v.null_reason = 'missing' group by v.indicator`,
			{ run: runId },
			missingRow
		)
	]);
	const projects = new Map(grey.map((one) => [one.feed, one.projects]));
	const subjects = new Map(missing.map((one) => [one.indicator, one.subjects]));
	const needed = new Set([...indicators.values()].flatMap(({ needs }) => [...needs]));
	return new Map(
		[...needed].map((feed) => [
			feed,
			{
				projects: projects.get(feed) ?? 0,
				indicators: [...indicators.values()]
					.filter(({ needs }) => needs.includes(feed))
					.map(({ id, label }) => ({ id, ...label, missing: subjects.get(id) ?? 0 }))
			}
		])
	);
}
