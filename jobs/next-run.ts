import { RiskError } from '$lib/domain/errors';

const minuteMilliseconds = 60_000;
/** Shanghai keeps no summer time. */
const shanghaiAhead = 8 * 60 * minuteMilliseconds;
/** A cron line that names any day at all comes round within four years. */
const farthestDays = 4 * 366;

/** Whether a number is named by one field: a star, numbers, ranges and steps, with commas between. */
function names(field: string, value: number, first: number): boolean {
	return field.split(',').some((part) => {
		const [range = '*', step] = part.split('/');
		const every = step === undefined ? 1 : Number(step);
		if (range === '*') return (value - first) % every === 0;
		const [from = 0, to = step === undefined ? from : Number.POSITIVE_INFINITY] = range
			.split('-')
			.map(Number);
		return from <= value && value <= to && (value - from) % every === 0;
	});
}

/** The next moment after `after` that a cron line of five fields names, in Shanghai time. @throws RiskError CRON_NEVER */
export function nextRun(cron: string, after: Date): Date {
	const [minute = '*', hour = '*', date = '*', month = '*', weekday = '*'] = cron.trim().split(/\s+/);
	const start = Math.floor((after.getTime() + shanghaiAhead) / minuteMilliseconds) + 1;
	const end = start + farthestDays * 24 * 60;
	for (let at = start; at < end;) {
		const time = new Date(at * minuteMilliseconds);
		const isDay =
			names(month, time.getUTCMonth() + 1, 1) &&
			names(date, time.getUTCDate(), 1) &&
			(names(weekday, time.getUTCDay(), 0) || (time.getUTCDay() === 0 && names(weekday, 7, 0)));
		const minuteOfDay = time.getUTCHours() * 60 + time.getUTCMinutes();
		if (!isDay) at += 24 * 60 - minuteOfDay;
		else if (!names(hour, time.getUTCHours(), 0)) at += 60 - time.getUTCMinutes();
		else if (!names(minute, time.getUTCMinutes(), 0)) at += 1;
		else return new Date(at * minuteMilliseconds - shanghaiAhead);
	}
	throw new RiskError('CRON_NEVER', `时间表“${cron}”没有任何一天会到，请改正任务时间表。`);
}
