import type { Warehouse } from '$lib/server/warehouse/warehouse';

/**
 * Keeps what a run says of its day as published: the first run of a day, and never again, whatever a later scoring of
 * that day would say. Only tiers that changed since the night before are written. Answers how many; 0 for a day that
 * was published before, or that lies before one that was.
 */
export async function publishTiers(
	warehouse: Warehouse,
	run: { readonly runId: number; readonly asOf: string; readonly at: string }
): Promise<number> {
	const { runId, asOf, at } = run;
	return warehouse.write(async (tx) => {
		const [later] = await tx.all(
			'select count(*) as n from published_day where as_of >= cast($as_of as date)',
			{ as_of: asOf }
		);
		if (Number(later?.['n']) > 0) return 0;
		await tx.run('insert into published_day values (cast($as_of as date), $run, cast($at as timestamp))', {
			as_of: asOf,
			run: runId,
			at
		});
		return tx.run(
			`insert into published_tier
			select cast($as_of as date), t.subject_type, t.subject_code, t.tier, t.clause
			from tier_result t
			left join (
				select subject_type, subject_code, tier,
					row_number() over (partition by subject_type, subject_code order by as_of desc) as place
				from published_tier
			) l on l.subject_type = t.subject_type and l.subject_code = t.subject_code and l.place = 1
			where t.run_id = $run and (l.subject_code is null or l.tier is distinct from t.tier)
			order by t.subject_type, t.subject_code`,
			{ as_of: asOf, run: runId }
		);
	});
}
