import { z } from 'zod';
import type { Tier } from '$lib/domain/severity';
import type { Policy } from '$lib/server/policies/policy';
import type { Transaction, Warehouse } from '$lib/server/warehouse/warehouse';
import { judge, judgeUnder, type Rulebook } from '../judge';

const row = z.object({
	code: z.string(),
	name: z.string().nullable(),
	street: z.string().nullable(),
	tier: z.coerce.number().nullable(),
	overdue: z.coerce.number().nullable()
});

/** A project of one day under one set of lines. */
export interface TriedProject {
	readonly code: string;
	readonly name: string | null;
	/** As its feed names it. */
	readonly street: string | null;
	readonly tier: Tier | null;
	/** Days that wages are overdue; null where it cannot be told. */
	readonly overdueDays: number | null;
}

/** A day as the pack judges it and as the tried lines do, project by project in the same order. */
export interface JudgedBoth {
	readonly now: readonly TriedProject[];
	readonly tried: readonly TriedProject[];
}

async function projects(tx: Transaction): Promise<TriedProject[]> {
	const rows = await tx.all(
		`select t.subject_code as code, p.project_name as name, p.street, t.tier, j.value as overdue
		from project_tier t
		join int_project p on p.project_code = t.subject_code
		left join judged j on j.subject_type = 'project' and j.subject_code = t.subject_code
			and j.indicator = 'wage_overdue_days'
		order by t.subject_code`
	);
	return rows.map((raw) => {
		const { overdue, tier, ...project } = row.parse(raw);
		return { ...project, tier: tier as Tier | null, overdueDays: overdue };
	});
}

/**
 * Judges a day twice on a connection of its own, beside readers and writers: everything is measured once, then given
 * tiers by the lines of the pack and by those of `tried`. Nothing is kept.
 */
export function judgedBoth(
	warehouse: Warehouse,
	rules: Rulebook,
	tried: Policy,
	asOf: string
): Promise<JudgedBoth> {
	const view = { asOf, knownAt: null };
	return warehouse.aside(async (tx) => {
		await judge(tx, rules, view);
		const now = await projects(tx);
		await judgeUnder(tx, { ...rules, policy: tried }, view);
		return { now, tried: await projects(tx) };
	});
}
