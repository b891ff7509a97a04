import { parameterOn } from '../../policies/policy-on';
import type { TriggerDefinition } from './trigger';
import { verifiedCases } from './verified-cases';

const fenInWan = 1_000_000;

/** Open verified arrears of 500 000 yuan or more, or of 20 people or more: a task force, one case one plan. 高台 二(三)4. */
export default {
	id: 'task_force',
	sql: () => `select case_no as cause, 'case' as cause_kind, project_code, uscc, opened_at as day, people, amount_fen,
			cast(null as double) as figure, batch_id, row_no
		from (${verifiedCases}) f
		where is_open and (amount_fen >= $amount or people >= $people)`,
	params: ({ policy, today }) => ({
		amount: Math.round(parameterOn(policy, 'task_force_amount_wan', today) * fenInWan),
		people: parameterOn(policy, 'task_force_people', today)
	})
} satisfies TriggerDefinition;
