import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isWorkday } from '$lib/server/policies/calendar';
import { parameterOn } from '$lib/server/policies/policy-on';
import { calendar, openDistrict, policy, type District, type Row } from '../support/district';
import { differences } from '../support/reference/differences';
import { judge } from '../support/reference/judge';
import { defaultPolicy } from '../support/reference/policy';
import { randomWorld } from '../support/reference/random-world';
import type { ReferenceInput, ReferenceResult } from '../support/reference/types';

const today = '2026-09-16';
const seeds = (process.env['SEEDS'] ?? '1,2').split(',').map(Number);

let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

/** Ingests a world batch by batch, in the order in which its rows were received. */
async function receive(world: ReferenceInput['rows']): Promise<void> {
	const batches = new Map<string, [feed: string, at: string, rows: Row[]]>();
	for (const [feed, rows] of Object.entries(world)) {
		for (const { _received_at: at, ...row } of rows ?? []) {
			const key = `${String(at)} ${feed}`;
			const batch = batches.get(key) ?? [feed, String(at), []];
			batch[2].push(row as Row);
			batches.set(key, batch);
		}
	}
	for (const [, [feed, at, rows]] of [...batches].sort(([a], [b]) => a.localeCompare(b))) {
		const reports = await district.ingestRows({ [feed]: rows }, at);
		expect(reports.filter((report) => report.error !== null || report.set_aside > 0)).toEqual([]);
	}
}

async function judged(run: number): Promise<ReferenceResult> {
	const indicators = await district.read(
		`select subject_type, subject_code, case when measure = '' then indicator else indicator || '.' || measure end as indicator,
			value, severity, null_reason
		from indicator_value where run_id = $run`,
		{ run },
		z.object({
			subject_type: z.enum(['project', 'enterprise']),
			subject_code: z.string(),
			indicator: z.string(),
			value: z.coerce.number().nullable(),
			severity: z.number().nullable(),
			null_reason: z.enum(['not_applicable', 'missing']).nullable()
		})
	);
	const tiers = await district.read(
		`select subject_type, subject_code, tier, grey, score, priority, clause, fired from tier_result where run_id = $run`,
		{ run },
		z.object({
			subject_type: z.enum(['project', 'enterprise']),
			subject_code: z.string(),
			tier: z.number().nullable(),
			grey: z.boolean(),
			score: z.coerce.number().nullable(),
			priority: z.coerce.number().nullable(),
			clause: z.string(),
			fired: z.string().transform((text) => (text === '' ? [] : text.split(';')))
		})
	);
	return { indicators, tiers } as unknown as ReferenceResult;
}

/**
 * The register with every contractor in it. One that is not listed has no group E in the reference; here it is judged
 * by what came of it, which is a choice of ours and not a difference of the rules.
 */
function withContractors(world: ReferenceInput['rows']) {
	const listed = world.enterprises ?? [];
	const known = new Set(listed.map((row) => row.uscc));
	const unlisted = new Set(
		(world.projects ?? []).map((row) => row.gc_uscc).filter((uscc) => uscc && !known.has(uscc))
	);
	const added = [...unlisted].map((uscc) => ({
		uscc: uscc ?? null,
		name: `补登${String(uscc)}`,
		enterprise_type: '总包',
		_received_at: '2026-01-01 00:00:00'
	}));
	return [...listed, ...added];
}

describe('two implementations made apart', () => {
	for (const seed of seeds) {
		it(`agree on every value, severity and tier of random district ${seed}`, async () => {
			await district.clear();
			const world = randomWorld(seed, { projects: 12, today });
			const rows = { ...world, enterprises: withContractors(world) };
			await receive(rows);
			const { runId } = await district.score(today);
			const reference = judge({
				asOf: today,
				rows,
				policy: {
					...defaultPolicy,
					minimumWageYuan: parameterOn(policy, 'minimum_wage_monthly_yuan', today)
				},
				isWorkday: (day) => isWorkday(calendar, day)
			});
			expect(differences(reference, await judged(runId))).toEqual([]);
		});
	}
});
