import { fires, type Remedy } from '../remedy';

/** The gaps of the latest inspection, closed and found closed when inspected again. */
export default {
	id: 'close_gaps',
	actor: 'contractor',
	said: { zh: '整改制度缺项并复查合格', en: 'close the gaps that the inspection found' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		where ${fires('system_gaps')}`,
	apply: [
		`
		update feed_inspections set ok_contract = true, ok_realname = true, ok_labour_fee = true, ok_wages = true,
			ok_notice_board = true, ok_platform = true, ok_guarantee = true, ok_deposit = true, ok_account = true,
			ok_settlement = true, ok_labour_officer = true
		from {{trials}} t
		where feed_inspections.project_code = t.project_code and known_to is null`
	]
} as const satisfies Remedy;
