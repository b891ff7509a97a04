import { groupPetitionParams, groupPetitions } from './group-petitions';
import type { TriggerDefinition } from './trigger';
import { verifiedCases } from './verified-cases';

/** A group event, or verified open arrears of a government or state-owned project: talk and circular. 新乡 三(三). */
export default {
	id: 'interview',
	sql: (context) => `${groupPetitions(context)}
		union all
		select f.case_no, 'case', f.project_code, f.uscc, f.opened_at, f.people, f.amount_fen, null, f.batch_id, f.row_no
		from (${verifiedCases}) f
		join feed_projects q on q.project_code = f.project_code and q.known_to is null
		where f.is_open and (q.is_gov_invest or q.is_soe)`,
	params: groupPetitionParams
} satisfies TriggerDefinition;
