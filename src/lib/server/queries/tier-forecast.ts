import { z } from 'zod';
import type { Tier } from '$lib/domain/severity';
import { judge, type Rulebook } from '$lib/server/scoring/judge';
import type { View } from '$lib/server/scoring/day-templates';
import type { Reader, Transaction } from '$lib/server/warehouse/warehouse';

/** Tier of a project, as judged in an open transaction; null with `grey` where it cannot be judged. */
export interface JudgedProject {
	readonly name: string;
	readonly tier: Tier;
	readonly grey: boolean;
}
export type JudgedProjects = ReadonlyMap<string, JudgedProject>;

/** A project whose tier would be another; `before` or `after` null where it is not on record then. */
export interface TierChange {
	readonly code: string;
	readonly name: string;
	readonly before: JudgedProject | null;
	readonly after: JudgedProject | null;
}

/** Nobody else can write while it is judged twice: a district takes a second or two, a province is not tried. */
const longestJudgingMilliseconds = 10_000;

/** Whether judging is quick enough to be tried, by how long it took last time. */
export async function isForecastQuick(reader: Reader): Promise<boolean> {
	const [last] = await reader.read(
		'select milliseconds from score_run order by scored_at desc, run_id desc limit 1',
		{},
		z.object({ milliseconds: z.number() })
	);
	return last !== undefined && last.milliseconds <= longestJudgingMilliseconds;
}

/** Judges every project on the rows that the transaction sees. */
export async function judgedProjects(tx: Transaction, rules: Rulebook, view: View): Promise<JudgedProjects> {
	await judge(tx, rules, view);
	const rows = await tx.all(`select t.subject_code, p.project_name, t.tier, t.grey
		from project_tier t join int_project p on p.project_code = t.subject_code`);
	return new Map(
		rows.map((row) => [
			String(row['subject_code']),
			{
				name: String(row['project_name'] ?? row['subject_code']),
				tier: row['tier'] === null ? null : (Number(row['tier']) as Tier),
				grey: row['grey'] === true
			}
		])
	);
}

const rank = (judged: JudgedProject | null) => judged?.tier ?? -1;

/** The projects whose tier would change, the gravest first. */
export function tierChanges(before: JudgedProjects, after: JudgedProjects): TierChange[] {
	const codes = new Set([...before.keys(), ...after.keys()]);
	return [...codes]
		.map((code) => {
			const was = before.get(code) ?? null;
			const becomes = after.get(code) ?? null;
			return { code, name: (becomes ?? was)?.name ?? code, before: was, after: becomes };
		})
		.filter(
			({ before: was, after: becomes }) =>
				was?.tier !== becomes?.tier || (was === null) !== (becomes === null)
		)
		.sort((a, b) => rank(b.after) - rank(a.after) || a.code.localeCompare(b.code));
}
