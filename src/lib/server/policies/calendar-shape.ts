import { z } from 'zod';

import { day, words } from './entry-shape';

const namedDay = z.strictObject({ date: day, name: words });

function isWeekend(date: string): boolean {
	return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}

/** data/calendar/<year>.yaml: what the State Council notice of one year says. */
export const calendarShape = z
	.strictObject({
		year: z.int(),
		source: words,
		checked_on: day,
		holidays: z.array(namedDay).min(1),
		make_up_days: z.array(namedDay)
	})
	.superRefine((content, context) => {
		const seen = new Set<string>();
		for (const list of ['holidays', 'make_up_days'] as const) {
			for (const [index, { date }] of content[list].entries()) {
				const problem = problemOf(content.year, list, date, seen.has(date));
				seen.add(date);
				if (problem === undefined) continue;
				context.addIssue({ code: 'custom', path: [list, index, 'date'], message: problem });
			}
		}
	});

function problemOf(year: number, list: string, date: string, isRepeated: boolean): string | undefined {
	if (!date.startsWith(`${year}-`)) return `${date} 不在 ${year} 年`;
	if (isRepeated) return `${date} 写了两次，或同时写成放假和上班`;
	if (list === 'make_up_days' && !isWeekend(date))
		return `${date} 不是周末，本来就上班，不用写进 make_up_days`;
	return undefined;
}
