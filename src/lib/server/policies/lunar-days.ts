import { LunarDay, SolarDay } from 'tyme4ts';
import { daysBetween } from '$lib/domain/day';

/** The two days of the lunar year's end by which wages are looked for, as days of the calendar. */
export interface YearEnd {
	/** 小年 as kept in the north, 腊月二十三. */
	readonly littleNewYear: string;
	/** 除夕, the last day of the lunar year, whether its month has 29 or 30 days. */
	readonly newYearsEve: string;
}

const written = (day: SolarDay) =>
	[day.getYear(), day.getMonth(), day.getDay()].map((part) => String(part).padStart(2, '0')).join('-');

const twelfthMonth = 12;
const littleNewYearDay = 23;

function yearEndOf(lunarYear: number): YearEnd {
	return {
		littleNewYear: written(LunarDay.fromYmd(lunarYear, twelfthMonth, littleNewYearDay).getSolarDay()),
		newYearsEve: written(
			LunarDay.fromYmd(lunarYear + 1, 1, 1)
				.getSolarDay()
				.next(-1)
		)
	};
}

/** The end of the lunar year that `day` ('YYYY-MM-DD') lies in, 除夕 itself included. */
export function yearEndAfter(day: string): YearEnd {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	return yearEndOf(SolarDay.fromYmd(year, month, date).getLunarDay().getYear());
}

/** A day as the lunar calendar has it. */
export interface LunarName {
	/** 腊月廿三, 正月初一; a leap month says so. */
	readonly month: string;
	readonly day: string;
	/** Days until the last day of the lunar year; 0 on 除夕 itself. */
	readonly daysToEve: number;
}

/** As people say them, where the library counts. */
const saidMonths: Readonly<Record<string, string>> = { 十一月: '冬月', 十二月: '腊月' };

/** @param day 'YYYY-MM-DD' */
export function lunarName(day: string): LunarName {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	const lunar = SolarDay.fromYmd(year, month, date).getLunarDay();
	const name = lunar.getLunarMonth().getName();
	return {
		month: saidMonths[name] ?? name,
		day: lunar.getName(),
		daysToEve: daysBetween(day, yearEndAfter(day).newYearsEve)
	};
}
