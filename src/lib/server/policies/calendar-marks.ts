import type { CalendarYear, WorkCalendar } from './calendar';

/** A calendar read from files, over which a person's marks are laid. */
export interface MarkedCalendar extends WorkCalendar {
	/** The years as the files say, without marks. */
	readonly files: ReadonlyMap<number, CalendarYear>;
	/** Lays these marks, and no others, over the files: day 'YYYY-MM-DD' to whether offices work. */
	lay(marks: ReadonlyMap<string, boolean>): void;
}

const markName = '手工调整';

function marked(
	year: CalendarYear,
	marks: readonly (readonly [day: string, works: boolean])[]
): CalendarYear {
	const holidays = new Map(year.holidays);
	const makeUpDays = new Map(year.makeUpDays);
	for (const [day, works] of marks) {
		const [on, off] = works ? [makeUpDays, holidays] : [holidays, makeUpDays];
		off.delete(day);
		on.set(day, markName);
	}
	return { ...year, holidays, makeUpDays };
}

/** The same calendar, ready for marks; everybody who holds it sees what is laid later. */
export function markedCalendar({ years: files, reportMissing }: WorkCalendar): MarkedCalendar {
	const years = new Map(files);
	const marks = new Map<string, boolean>();
	return {
		files,
		years,
		marks,
		reportMissing,
		lay(all) {
			marks.clear();
			for (const [day, works] of all) marks.set(day, works);
			for (const [number, year] of files) {
				const own = [...all].filter(([day]) => day.startsWith(`${number}-`));
				years.set(number, own.length === 0 ? year : marked(year, own));
			}
		}
	};
}

/**
 * Years that no file covers and that will be needed: the one of `today`, and from December on the next one too, whose
 * notice has been published by then.
 */
export function wantedYears(calendar: WorkCalendar, today: string): number[] {
	const year = Number(today.slice(0, 4));
	const wanted = today.slice(5, 7) === '12' ? [year, year + 1] : [year];
	return wanted.filter((number) => !calendar.years.has(number));
}
