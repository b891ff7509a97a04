import { z } from 'zod';
import type { Tier } from '$lib/domain/severity';
import { tierKey, type TierKey } from '$lib/domain/tier-key';
import type { Reader } from '../warehouse/warehouse';

const row = z.object({
	day: z.string(),
	is_published: z.boolean(),
	published: z.coerce.number().nullable(),
	is_restated: z.boolean(),
	restated: z.coerce.number().nullable(),
	restated_at: z.string().nullable()
});

/** A day of a subject: the tier that was published on its night, and what the latest scoring of that day says. */
export interface TierDay {
	/** 'YYYY-MM-DD'. */
	readonly day: string;
	/** Null: nothing was published of it on that day. */
	readonly published: TierKey | null;
	/** Null: the day was not judged, or not since. */
	readonly restated: TierKey | null;
	/** When the day was judged last, 'YYYY-MM-DD HH:MM:SS'. */
	readonly restatedAt: string | null;
}

/** As many days as a strip has room for. */
const mostDays = 30;

/** Days up to `asOf` on which a subject's tier was published or judged, oldest first. */
export async function tierHistory(
	reader: Reader,
	params: { readonly type: 'project' | 'enterprise'; readonly code: string; readonly asOf: string }
): Promise<TierDay[]> {
	const rows = await reader.read(
		`with said as (
			select p.as_of, p.tier from published_tier p
			where p.subject_type = $type and p.subject_code = $code
		),
		night as (
			select d.as_of, max(s.as_of) as said_on
			from published_day d
			left join said s on s.as_of <= d.as_of
			where d.as_of <= cast($as_of as date)
			group by d.as_of
		),
		judged as (
			select r.as_of, t.tier, cast(r.scored_at as varchar) as scored_at
			from score_run r
			join tier_result t on t.run_id = r.run_id and t.subject_type = $type and t.subject_code = $code
			where r.series = 'current' and r.as_of <= cast($as_of as date)
		),
		listed as (
			select as_of from night where said_on is not null union select as_of from judged
		)
		select cast(l.as_of as varchar) as day, n.said_on is not null as is_published, s.tier as published,
			j.as_of is not null as is_restated, j.tier as restated, j.scored_at as restated_at
		from listed l
		left join night n on n.as_of = l.as_of
		left join said s on s.as_of = n.said_on
		left join judged j on j.as_of = l.as_of
		order by l.as_of desc
		limit ${mostDays}`,
		{ type: params.type, code: params.code, as_of: params.asOf },
		row
	);
	return rows.reverse().map((found) => ({
		day: found.day,
		published: found.is_published ? tierKey(found.published as Tier) : null,
		restated: found.is_restated ? tierKey(found.restated as Tier) : null,
		restatedAt: found.restated_at
	}));
}
