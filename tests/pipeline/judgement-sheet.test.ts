import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { judgementSheet } from '$lib/server/queries/judgement-sheet';
import { subjectFigures } from '$lib/server/queries/subject-figures';
import { openDistrict, policy, type District } from '../support/district';
import { receive } from '../support/receive';
import { randomWorld } from '../support/reference/random-world';

const today = '2026-09-16';
let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

const tierRow = z.object({
	code: z.string(),
	gc: z.string().nullable(),
	clause: z.string(),
	score: z.coerce.number().nullable()
});

describe('a judgement redone from its figures', () => {
	for (const seed of (process.env['SEEDS'] ?? '1').split(',').map(Number))
		it(`gives the same score and clause for every project of random district ${seed}`, async () => {
			await district.clear();
			await receive(district, randomWorld(seed, { projects: 12, today }));
			const { runId } = await district.score(today);
			const projects = await district.read(
				`select t.subject_code as code, p.gc_uscc as gc, t.clause, t.score from tier_result t
				join feed_projects p on p.project_code = t.subject_code and p.known_to is null
				where t.run_id = $run and t.subject_type = 'project' and t.tier is not null`,
				{ run: runId },
				tierRow
			);
			expect(projects.length).toBeGreaterThan(4);
			for (const { code, gc, clause, score } of projects) {
				const ask = { runId, asOf: today };
				const own = await subjectFigures(district.warehouse, policy, { ...ask, type: 'project', code });
				const contractors = gc
					? await subjectFigures(district.warehouse, policy, { ...ask, type: 'enterprise', code: gc })
					: [];
				const sheet = judgementSheet(
					policy,
					today,
					own,
					contractors.filter((figure) => figure.group === 'E' && figure.indicator !== 'gc_contagion')
				);
				const fired = sheet.clauses.find(({ holds }) => holds)?.clause ?? '0';
				expect([code, fired]).toEqual([code, clause]);
				expect(sheet.score.total).toBeCloseTo(score ?? -1, 9);
			}
		});
});
