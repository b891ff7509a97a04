import { fires, type Remedy } from '../remedy';

/** The open petition, handled on the day. */
export default {
	id: 'handle_petition',
	actor: 'handler',
	said: { zh: '处置完毕群体性讨薪事件', en: 'handle the open petition' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		where ${fires('group_petition')}`,
	apply: [
		`
		update feed_petition_events set handled_at = {{as_of}}
		from {{trials}} t
		where feed_petition_events.project_code = t.project_code and known_to is null and event_date <= {{as_of}}
			and (handled_at is null or handled_at > {{as_of}})`
	]
} as const satisfies Remedy;
