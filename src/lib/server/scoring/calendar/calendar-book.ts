import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { isDay } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import { isWorkday } from '$lib/server/policies/calendar';
import type { MarkedCalendar } from '$lib/server/policies/calendar-marks';
import type { Reader, Warehouse } from '$lib/server/warehouse/warehouse';

const row = z.object({
	act_no: z.coerce.number(),
	day: z.string(),
	works: z.boolean().nullable(),
	reason: z.string(),
	acted_at: z.string(),
	actor: z.string()
});

/** A person said of a day that offices work, or do not, or took that back (`works` null). */
export interface CalendarAct {
	readonly day: string;
	readonly works: boolean | null;
	readonly reason: string;
	readonly at: string;
	readonly by: string;
}

/** Every act, oldest first. */
export async function calendarActs(reader: Reader): Promise<CalendarAct[]> {
	const rows = await reader.read(
		`select act_no, cast(day as varchar) as day, works, reason, cast(acted_at as varchar) as acted_at, actor
		from calendar_act order by act_no`,
		{},
		row
	);
	return rows.map(({ day, works, reason, acted_at, actor }) => ({
		day,
		works,
		reason,
		at: acted_at,
		by: actor
	}));
}

/** The days that stand marked after all acts. */
export function marksOf(acts: readonly CalendarAct[]): Map<string, boolean> {
	const marks = new Map<string, boolean>();
	for (const { day, works } of acts) {
		if (works === null) marks.delete(day);
		else marks.set(day, works);
	}
	return marks;
}

export interface CalendarDesk {
	readonly warehouse: Warehouse;
	readonly calendar: MarkedCalendar;
	readonly clock: Clock;
}

/**
 * Keeps a mark and lays it over the calendar at once; pay days and clocks follow at their next reckoning.
 * @throws RiskError CALENDAR_MARK where the day or the reason is wanting, or nothing would change
 */
export async function markDay(
	{ warehouse, calendar, clock }: CalendarDesk,
	given: { readonly day: string; readonly works: boolean | null; readonly reason: string },
	actor: Actor
): Promise<void> {
	const { day, works } = given;
	const reason = given.reason.trim();
	if (!isDay(day)) throw new RiskError('CALENDAR_MARK', '请选择要调整的日期。');
	if (reason === '') throw new RiskError('CALENDAR_MARK', '请写明调整理由（如通知文号）后再提交。');
	await warehouse.write(async (tx) => {
		const [last] = await tx.all(
			'select works from calendar_act where day = cast($day as date) order by act_no desc limit 1',
			{ day }
		);
		const isMarked = last !== undefined && last['works'] !== null;
		if (works === null && !isMarked) throw new RiskError('CALENDAR_MARK', `${day} 没有手工调整，无需恢复。`);
		if (works !== null && isWorkday(calendar, day) === works)
			throw new RiskError('CALENDAR_MARK', `${day} 本来就${works ? '上班' : '休息'}，无需调整。`);
		await tx.run(
			`insert into calendar_act
			select coalesce(max(act_no), 0) + 1, cast($day as date), $works, $reason, cast($at as timestamp), $id, $name
			from calendar_act`,
			{ day, works, reason, at: shanghaiTime(clock()), id: actor.id, name: actor.name }
		);
	});
	calendar.lay(marksOf(await calendarActs(warehouse)));
}
