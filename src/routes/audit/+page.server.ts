import { z } from 'zod';
import { auditQuery } from './asked';
import type { PageServerLoad } from './$types';

const shownEntries = 100;

const printed = z.object({
	no: z.coerce.number().int().positive(),
	hash: z
		.string()
		.trim()
		.toLowerCase()
		.regex(/^[0-9a-f]{16,64}$/)
});

/** Entries that fit the question, and whether the whole log is as it was written. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const given = Object.fromEntries(url.searchParams);
	const { q, result, from, to, before } = auditQuery.parse({ q: '', ...given });
	const { audit } = locals.app;
	const entries = audit.find({ text: q, result, from, to, before }, shownEntries + 1);
	const anchor = printed.safeParse(given);
	return {
		asked: { q, result: result ?? null, from: from ?? null, to: to ?? null, before: before ?? null },
		entries: entries.slice(0, shownEntries),
		older: entries.length > shownEntries ? (entries[shownEntries - 1]?.no ?? null) : null,
		check: await audit.recentCheck(),
		syslog: audit.syslog ?? null,
		printed: anchor.success
			? { ...anchor.data, isHeld: !(await audit.check([anchor.data])).broken.includes(`#${anchor.data.no}`) }
			: null,
		isPrintedWrong: url.searchParams.has('hash') && !anchor.success
	};
};
