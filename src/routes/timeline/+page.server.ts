import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { historyMonths } from '$jobs/history';
import { restateDay } from '$jobs/judge-day';
import { weekAt } from '$lib/charts/weeks';
import { shanghaiDay } from '$lib/domain/clock';
import { addMonths, isDay } from '$lib/domain/day';
import projects from '$lib/domain/feeds/projects.feed';
import { parseFilter } from '$lib/domain/filter';
import { weeksWithout } from '$lib/domain/week';
import { mapShapes } from '$lib/server/queries/map-shapes';
import { weekCells } from '$lib/server/queries/week-cells';
import type { Actions, PageServerLoad } from './$types';

const sectorOrder: readonly string[] = projects.columns.flatMap((column) =>
	column.name === 'sector' ? (column.values ?? []) : []
);

export const load: PageServerLoad = async ({ locals, url }) => {
	const { policy, clock } = locals.app;
	const today = shanghaiDay(clock());
	const filter = parseFilter(url.searchParams);
	const load = await weekCells(locals.reader, { first: addMonths(today, -historyMonths), last: today });
	const dayOf = (name: string) => {
		const day = url.searchParams.get(name);
		return day !== null && isDay(day) && load.weeks.length > 0 ? weekAt(load.weeks, day) : null;
	};
	const met = load.streets.filter((name) => !policy.units.some((unit) => unit.name === name));
	return {
		filter,
		load,
		shown: weekAt(load.weeks, filter.asOf ?? today),
		left: dayOf('left'),
		right: dayOf('right'),
		units: policy.units.map(({ name, row, col }) => ({ name, row, col })),
		/** Streets in the order of the pack, then those met in the data only. */
		streets: [...policy.units.map((unit) => unit.name), ...met],
		sectors: load.sectors
			.filter((name) => name !== null)
			.sort((a, b) => sectorOrder.indexOf(a) - sectorOrder.indexOf(b)),
		missing: weeksWithout(
			load.weeks.map(({ day }) => day),
			{ day: today, months: historyMonths }
		).length,
		shapes: await mapShapes(locals.reader, filter.map)
	};
};

const shape = z.object({ as_of: z.string().refine(isDay), back: z.string().max(2000) });

export const actions: Actions = {
	/** Judges a day of which only the tiers are kept once more, with all its figures. */
	judge: async ({ locals: { app }, request, url }) => {
		const form = shape.safeParse(Object.fromEntries(await request.formData()));
		if (!form.success || form.data.as_of >= shanghaiDay(app.clock())) error(400);
		await restateDay(app, form.data.as_of);
		const target = new URL(form.data.back, url);
		redirect(303, target.origin === url.origin ? target.pathname + target.search : '/');
	}
};
