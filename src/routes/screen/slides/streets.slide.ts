import { holds } from '$lib/domain/filter';
import { areaTiers } from '$lib/server/queries/area-tiers';
import type { SlideAsked } from './slide';

/** Every street with its own tier. */
export default async function streetLines({ locals, view, run, streets }: SlideAsked) {
	const { runId, asOf } = run;
	const areas = await areaTiers(locals.reader, locals.app.policy, { runId, asOf, streets });
	return { streets: areas.streets.filter(({ name }) => holds(view.filter.street, name)) };
}
