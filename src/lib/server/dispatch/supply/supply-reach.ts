import { addDays } from '$lib/domain/day';
import { feeds } from '$lib/domain/feeds';
import type { Policy } from '../../policies/policy';
import { dueDaysOn, lagDaysOn } from '../../policies/policy-on';
import type { Warehouse } from '../../warehouse/warehouse';

/**
 * Feeds that every project under way should appear in, with the column that says what day a row speaks of;
 * null where its rows are a standing state.
 */
const reachedBy: Readonly<Record<string, string | null>> = {
	payroll: 'wage_month',
	attendance: 'wage_month',
	progress: 'period',
	account_transactions: 'txn_time',
	disbursements: 'paid_date',
	roster: null,
	special_accounts: null
};

const isMonth = (feed: string, column: string) =>
	feeds.get(feed)?.columns.some(({ name, type }) => name === column && type === 'month') ?? false;

/** The day that a row speaks of; a month counts from its last day. */
function dayOf(feed: string, column: string | null): string {
	if (column === null) return 'cast(null as date)';
	return isMonth(feed, column) ? `last_day(max(${column}))` : `cast(max(${column}) as date)`;
}

/** Rows of `supply_reach` for one feed: facts are grouped once by project and delivery, the small result is joined. */
const reachSql = (feed: string, column: string | null) => `
	insert into supply_reach
	select cast($day as date), '${feed}', r.supplier, (select count(*) from active_project), count(*),
		count(case when ${column === null ? 'true' : 'r.newest >= cast($since as date)'} then 1 end)
	from (
		select f.project_code, coalesce(b.supplier, '') as supplier, max(f.newest) as newest
		from (
			select project_code, batch_id, ${dayOf(feed, column)} as newest from feed_${feed}
			where known_to is null and project_code is not null group by project_code, batch_id
		) f
		join batch b on b.batch_id = f.batch_id
		join active_project p on p.project_code = f.project_code
		group by f.project_code, coalesce(b.supplier, '')
	) r
	group by r.supplier`;

/** Counts the projects that each supplier speaks of as of `day` anew; answers how many feeds were counted. */
export async function countReach(warehouse: Warehouse, policy: Policy, day: string): Promise<number> {
	return warehouse.write(async (tx) => {
		await tx.run('delete from supply_reach');
		await tx.run(
			`create or replace temp table active_project as select project_code from feed_projects
			where known_to is null and status = '在建' and start_date <= cast($day as date)
				and (actual_end is null or actual_end > cast($day as date))`,
			{ day }
		);
		for (const [feed, column] of Object.entries(reachedBy)) {
			const days = (dueDaysOn(policy, feed, day) ?? 0) + (lagDaysOn(policy, feed, day) ?? 0);
			const params = { day, ...(column !== null && { since: addDays(day, -days) }) };
			await tx.run(reachSql(feed, column), params);
		}
		await tx.run('drop table active_project');
		return Object.keys(reachedBy).length;
	});
}
