import { shanghaiDay } from '$lib/domain/clock';

/**
 * What a page shows, made once for all who may see the same rows on the same day under the same calendar, until something
 * that it tells of is written. `about` is all else that it depends on.
 */
export function prepared<T>(
	{ app, viewer }: App.Locals,
	name: string,
	about: unknown,
	work: () => Promise<T>
): Promise<T> {
	const { calendar, clock } = app;
	const marks = [...(calendar.marks ?? [])];
	const key = JSON.stringify([name, viewer.scope, shanghaiDay(clock()), marks, about]);
	return app.prepared.get(key, work);
}
