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

/** Whether a cron line names a day, and the parts of a moment counted in minutes of Shanghai time. */
function parts(cron: string, at: number) {
	const [minute = '*', hour = '*', date = '*', month = '*', weekday = '*'] = cron.trim().split(/\s+/);
	const time = new Date(at * minuteMilliseconds);
	return {
		isDay:
			names(month, time.getUTCMonth() + 1, 1) &&
			names(date, time.getUTCDate(), 1) &&
			(names(weekday, time.getUTCDay(), 0) || (time.getUTCDay() === 0 && names(weekday, 7, 0))),
		isHour: names(hour, time.getUTCHours(), 0),
		isMinute: names(minute, time.getUTCMinutes(), 0),
		minute: time.getUTCMinutes(),
		minuteOfDay: time.getUTCHours() * 60 + time.getUTCMinutes()
	};
}

const minuteOf = (moment: Date) => Math.floor((moment.getTime() + shanghaiAhead) / minuteMilliseconds);
const momentOf = (minute: number) => new Date(minute * minuteMilliseconds - shanghaiAhead);

/** The next moment after `after` that a cron line of five fields names, in Shanghai time. @throws RiskError CRON_NEVER */
export function nextRun(cron: string, after: Date): Date {
	const start = minuteOf(after) + 1;
	for (let at = start; at < start + farthestDays * 24 * 60;) {
		const { isDay, isHour, isMinute, minute, minuteOfDay } = parts(cron, at);
		if (!isDay) at += 24 * 60 - minuteOfDay;
		else if (!isHour) at += 60 - minute;
		else if (!isMinute) at += 1;
		else return momentOf(at);
	}
	throw never(cron);
}

/** The last moment up to `until` that a cron line names, in Shanghai time. @throws RiskError CRON_NEVER */
export function lastDue(cron: string, until: Date): Date {
	const start = minuteOf(until);
	for (let at = start; at > start - farthestDays * 24 * 60;) {
		const { isDay, isHour, isMinute, minute, minuteOfDay } = parts(cron, at);
		if (!isDay) at -= minuteOfDay + 1;
		else if (!isHour) at -= minute + 1;
		else if (!isMinute) at -= 1;
		else return momentOf(at);
	}
	throw never(cron);
}

const never = (cron: string) =>
	new RiskError('CRON_NEVER', `时间表“${cron}”没有任何一天会到，请改正任务时间表。`);
