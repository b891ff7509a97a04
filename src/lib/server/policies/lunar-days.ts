import { LunarDay, SolarDay } from 'tyme4ts';

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
