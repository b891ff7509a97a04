import { addMonths } from '$lib/domain/day';
import { parameterOn } from '../../policies/policy-on';
import type { TriggerDefinition } from './trigger';

/**
 * Contractors whose deposit does not stand as their record asks: 3 full (arrears are open) and 2 higher (arrears within
 * the window, settled) where a project of theirs is reduced or exempt; 1 lower (none within the window) where none is.
 * The order is that of `domain/deposit-rate.ts`. 新密 (九), 65号文.
 */
export default {
	id: 'deposit_rate',
	figure: 'deposit_rate',
	sql: () => `select uscc as cause, 'enterprise' as cause_kind, cast(null as varchar) as project_code, uscc, day, people,
			cast(null as bigint) as amount_fen, figure, batch_id, row_no
		from (
			select p.gc_uscc as uscc, max(k.latest) as day, cast(null as bigint) as people,
				cast(case when max(coalesce(k.open_cases, 0)) > 0 then 3 when max(coalesce(k.cases, 0)) > 0 then 2 else 1 end as double)
					as figure,
				max(case when d.waiver in ('减免', '免存') then 1 else 0 end) as is_reduced, max(d.batch_id) as batch_id,
				max(d.row_no) as row_no
			from feed_projects p
			join feed_deposits d on d.project_code = p.project_code and d.known_to is null and d.returned_at is null
			left join (
				select coalesce(c.uscc, q.gc_uscc) as uscc, count(*) as cases, max(c.opened_at) as latest,
					sum(case when c.closed_at is null then 1 else 0 end) as open_cases
				from feed_cases c
				left join feed_projects q on q.project_code = c.project_code and q.known_to is null
				where c.known_to is null and c.verified and c.opened_at <= cast($today as date)
					and (c.closed_at is null or c.opened_at > cast($since as date))
				group by coalesce(c.uscc, q.gc_uscc)
			) k on k.uscc = p.gc_uscc
			where p.known_to is null and p.gc_uscc is not null and p.status <> '完工'
			group by p.gc_uscc
		) g
		where (figure >= 2) = (is_reduced = 1)`,
	params: ({ policy, today }) => ({
		since: addMonths(today, -parameterOn(policy, 'repeat_window_months', today))
	})
} satisfies TriggerDefinition;
