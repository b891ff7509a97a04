import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Counterfactual } from '$lib/domain/counterfactual';
import { runView } from '$lib/server/queries/run-view';
import { counterfactual } from '$lib/server/scoring/counterfactual/counterfactual';
import { applyTrials, fillTrials, optionsOf, type Option } from '$lib/server/scoring/counterfactual/sandbox';
import { dayTemplates } from '$lib/server/scoring/day-templates';
import { judge } from '$lib/server/scoring/judge';
import { calendar, openDistrict, policy, type District } from '../support/district';
import { receive } from '../support/receive';
import { randomWorld } from '../support/reference/random-world';

const today = '2026-09-16';
const rules = { policy, calendar };
let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

const tierRow = z.object({
	subject_code: z.string(),
	tier: z.number().nullable(),
	gc: z.string().nullable()
});

/** Undoes what was done in the real tables, once the tier is known. */
class Undone extends Error {}

/**
 * Does some of what can be done, chosen by `wanted`, to the rows of the whole district, in a transaction that is rolled
 * back, and judges everything: the road on which nothing of the sandbox is used but the remedies themselves.
 */
async function outcomeInDistrict(
	project: string,
	gc: string | null,
	wanted: (option: Option) => Option | undefined
): Promise<{ tier: number | null; fired: string[] }> {
	let outcome: { tier: number | null; fired: string[] } = { tier: null, fired: [] };
	await district.warehouse
		.write(async (tx) => {
			const view = { asOf: today, knownAt: null };
			const templates = dayTemplates(policy, view);
			await judge(tx, rules, view);
			const options = await optionsOf(tx, templates, { asOf: today, project, contractor: gc });
			const chosen = options.map(wanted).filter((option) => option !== undefined);
			await fillTrials(
				tx,
				chosen.map((option) => ({ project, origin: project, contractor: gc, option }))
			);
			await applyTrials(tx, templates, today);
			await judge(tx, rules, view);
			const [row] = await tx.all('select tier, fired from project_tier where subject_code = $project', {
				project
			});
			outcome = {
				tier: row?.['tier'] === null ? null : Number(row?.['tier']),
				fired: String(row?.['fired']).split(';').filter(Boolean)
			};
			throw new Undone();
		})
		.catch((error: unknown) => {
			if (!(error instanceof Undone)) throw error;
		});
	return outcome;
}

const stepOf = (answer: Counterfactual & { kind: 'found' }) => (option: Option) => {
	const step = answer.steps.find(
		({ remedy, month }) => remedy === option.remedy && month === (option.month?.slice(0, 7) ?? null)
	);
	return step && { ...option, amountFen: step.amountFen };
};

describe('what would lower it', () => {
	for (const seed of (process.env['SEEDS'] ?? '1').split(',').map(Number))
		it(`is true of every project of random district ${seed} that it says something of`, async () => {
			await district.clear();
			await receive(district, randomWorld(seed, { projects: 12, today }));
			const { runId } = await district.score(today);
			const run = (await runView(district.warehouse, runId))!;
			const tiers = await district.read(
				`select t.subject_code, t.tier, p.gc_uscc as gc from tier_result t
				join feed_projects p on p.project_code = t.subject_code and p.known_to is null
				where t.run_id = $run and t.subject_type = 'project' and t.tier >= 2 order by t.subject_code`,
				{ run: runId },
				tierRow
			);
			let found = 0;
			for (const { subject_code: project, tier, gc } of tiers.slice(0, Number(process.env['MOST'] ?? 4))) {
				const answer = await counterfactual(district.warehouse, rules, { project, below: tier!, run });
				if (answer.kind === 'below_already') throw new Error(`${project} is ${tier} and not below`);
				expect(answer.tierBefore).toBe(tier);
				if (answer.kind === 'nothing_helps') {
					const everything = await outcomeInDistrict(project, gc, (option) => option);
					expect([project, answer.tierAfter]).toEqual([project, everything.tier]);
					expect(answer.obstacles.map(({ indicator }) => indicator)).toEqual(everything.fired);
					expect(answer.tierAfter).toBeGreaterThanOrEqual(tier!);
					expect(answer.obstacles.length).toBeGreaterThan(0);
					continue;
				}
				found += 1;
				expect(answer.tierAfter).toBeLessThan(tier!);
				expect((await outcomeInDistrict(project, gc, stepOf(answer))).tier).toBe(answer.tierAfter);
			}
			expect(found).toBeGreaterThan(0);
		}, 300_000);
});
