import { fires, type Remedy } from '../remedy';

/** The supervision platform, joined on the day. */
export default {
	id: 'join_platform',
	actor: 'contractor',
	said: { zh: '接入监管平台', en: 'join the supervision platform' },
	find: `
		select null as month, cast(null as bigint) as amount_fen, cast(null as bigint) as least_fen,
			cast(null as bigint) as people
		where ${fires('platform_onboarding_overdue_days')}`,
	apply: [
		`
		update feed_projects set platform_joined_at = {{as_of}}
		from {{trials}} t
		where feed_projects.project_code = t.project_code and known_to is null and true`
	]
} as const satisfies Remedy;
