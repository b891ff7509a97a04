import { addDays } from '$lib/domain/day';

/** Hours of the day in which only what is urgent goes out, 'HH:MM' to 'HH:MM'; they may run over midnight. */
export interface QuietHours {
	readonly from: string;
	readonly to: string;
}

/** Whether a Shanghai time 'YYYY-MM-DD HH:MM…' lies in the quiet hours; their end is not in them. */
export function isQuiet(time: string, quiet: QuietHours | undefined): boolean {
	if (quiet === undefined || quiet.from === quiet.to) return false;
	const hour = time.slice(11, 16);
	return quiet.from < quiet.to
		? quiet.from <= hour && hour < quiet.to
		: quiet.from <= hour || hour < quiet.to;
}

/** The first moment from `time` on that is not quiet. */
export function afterQuiet(time: string, quiet: QuietHours | undefined): string {
	if (quiet === undefined || !isQuiet(time, quiet)) return time;
	const day = time.slice(0, 10);
	const ends = time.slice(11, 16) < quiet.to ? day : addDays(day, 1);
	return `${ends} ${quiet.to}:00`;
}

/** When a message that is gathered for an hour of the day goes out; at once where none is given. */
export function nextDigest(time: string, digestAt: string | undefined): string {
	if (digestAt === undefined) return time;
	const day = time.slice(0, 10);
	return `${time.slice(11, 16) < digestAt ? day : addDays(day, 1)} ${digestAt}:00`;
}
