import { isDay } from './day';

/** Characters of 'YYYY-MM-DDTHH:MM'. */
export const minuteLength = 16;

/** Whether the text is a minute of the calendar written 'YYYY-MM-DDTHH:MM', as a browser's field gives it. */
export function isMinute(text: string): boolean {
	const [day = '', time = ''] = text.split('T');
	return isDay(day) && /^([01]\d|2[0-3]):[0-5]\d$/.test(time) && text.length === minuteLength;
}

/** The end of a minute as the warehouse writes moments: what came within that minute was known. */
export function endOfMinute(minute: string): string {
	return `${minute.replace('T', ' ')}:59`;
}
