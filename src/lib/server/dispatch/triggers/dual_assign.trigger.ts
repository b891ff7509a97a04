import { parameterOn } from '../../policies/policy-on';
import { standing } from '../clues/clue-act-back';
import type { TriggerDefinition } from './trigger';
import { verifiedCases } from './verified-cases';

const fenInWan = 1_000_000;

/**
 * To be assigned twice: to the petition office and the wage office (涧西 四(八): assigned from the city or above), or to
 * the place and the industry department (高台 二(四)2: major cases and public opinion). Open clues of the pack's channels
 * or petition levels, and with `major` the cases over the line of the task force.
 */
export default {
	id: 'dual_assign',
	sql: ({ when }) => `select c.clue_no as cause, 'clue' as cause_kind, c.project_code, c.uscc,
			cast(c.received_at as date) as day, c.worker_count as people, c.amount_fen, cast(null as double) as figure,
			c.batch_id, c.row_no
		from feed_clues c
		left join (
			select distinct a.clue_no from clue_act a where a.act in ('closed', 'transferred') and ${standing('a')}
		) d on d.clue_no = c.clue_no
		where c.known_to is null and coalesce(c.validity, '待核') not in ('无效', '非本辖区') and d.clue_no is null
			and cast(c.received_at as date) <= cast($today as date)
			and datediff('day', cast(c.received_at as date), cast($today as date)) < $window
			and (strpos($channels, c.channel) > 0 or strpos($levels, coalesce(c.petition_level, '无')) > 0)
		${
			when.major
				? `union all select case_no, 'case', project_code, uscc, opened_at, people, amount_fen, null, batch_id, row_no
			from (${verifiedCases}) f where is_open and (amount_fen >= $amount or people >= $people)`
				: ''
		}`,
	params: ({ policy, today, when }) => ({
		channels: (when.channel ?? []).join('、'),
		levels: (when.petition_level ?? []).join(''),
		window: parameterOn(policy, 'clue_window_days', today),
		...(when.major && {
			amount: Math.round(parameterOn(policy, 'task_force_amount_wan', today) * fenInWan),
			people: parameterOn(policy, 'task_force_people', today)
		})
	})
} satisfies TriggerDefinition;
