import { z } from 'zod';
import type { Happening } from '$lib/domain/alert-playback';
import type { Reader } from '../../warehouse/warehouse';

const row = z.object({ code: z.string(), day: z.string() });

/** Days from `from` to `to` on which something bad became known of a project: a verified case, a petition of many. */
export function badThings(reader: Reader, from: string, to: string): Promise<Happening[]> {
	return reader.read(
		`select project_code as code, cast(min(day) as varchar) as day from (
			select project_code, opened_at as day from feed_cases where known_to is null and verified and project_code is not null
			union all
			select project_code, event_date from feed_petition_events where known_to is null and project_code is not null
		) e where day between cast($from as date) and cast($to as date) group by project_code, day order by day, code`,
		{ from, to },
		row
	);
}
