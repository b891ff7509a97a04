import { SolarDay } from 'tyme4ts';
import { addDays, endOfMonth } from '$lib/domain/day';
import type { WorkCalendar } from './calendar';

/** What a calendar writes beside the number of a day. */
export interface DayMark {
	/** 'YYYY-MM-DD'. */
	readonly day: string;
	/** Festival, solar term, first of a lunar month, or day of it, in that order: 春节, 立春, 腊月, 初八. */
	readonly lunar: string;
	/** Month and day of the lunar year in figures, for those who do not read the words: 12-18; a leap month has a `+`. */
	readonly lunarDate: string;
	/** Whether `lunar` is a festival or a solar term, which stand out. */
	readonly isFeast: boolean;
	/** `off`: a holiday of the State Council; `on`: worked in exchange; null: as its weekday has it. */
	readonly work: 'off' | 'on' | null;
}

const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

function lunarWord(solar: SolarDay): Pick<DayMark, 'lunar' | 'isFeast'> {
	const lunar = solar.getLunarDay();
	const feast = lunar.getFestival()?.getName();
	if (feast) return { lunar: feast.replace('元宵节', '元宵').replace('腊八节', '腊八'), isFeast: true };
	const term = solar.getTermDay();
	if (term.getDayIndex() === 0) return { lunar: term.getSolarTerm().getName(), isFeast: true };
	if (lunar.getDay() === 1) {
		const month = lunar.getLunarMonth().getName().replace('十二月', '腊月');
		return { lunar: month, isFeast: false };
	}
	return { lunar: lunar.getName(), isFeast: false };
}

function lunarDate(solar: SolarDay): string {
	const lunar = solar.getLunarDay();
	const month = lunar.getLunarMonth();
	return `${Math.abs(lunar.getMonth())}${month.isLeap() ? '+' : ''}-${lunar.getDay()}`;
}

function workOf(calendar: WorkCalendar, day: string): DayMark['work'] {
	const year = calendar.years.get(Number(day.slice(0, 4)));
	const mark = calendar.marks?.get(day);
	if (mark !== undefined) return mark === isWeekend(day) ? (mark ? 'on' : 'off') : null;
	if (year?.makeUpDays.has(day)) return 'on';
	return year?.holidays.has(day) ? 'off' : null;
}

/** Every day of the weeks, Monday to Sunday, that hold a day of `month` ('YYYY-MM'). */
export function dayMarks(calendar: WorkCalendar, month: string): DayMark[] {
	const first = `${month}-01`;
	const last = endOfMonth(first);
	const weekday = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
	const marks: DayMark[] = [];
	for (
		let day = addDays(first, -weekday(first));
		day <= addDays(last, 6 - weekday(last));
		day = addDays(day, 1)
	) {
		const [year, number, date] = day.split('-').map(Number) as [number, number, number];
		const solar = SolarDay.fromYmd(year, number, date);
		marks.push({ day, ...lunarWord(solar), lunarDate: lunarDate(solar), work: workOf(calendar, day) });
	}
	return marks;
}
