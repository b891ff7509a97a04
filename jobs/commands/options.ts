import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { isDay } from '$lib/domain/day';
import { UsageError } from './command';

/** Parses the arguments of a command. @throws UsageError for an unknown or malformed option */
export function parsed<const T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
	try {
		return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

/** A day given on the command line. @throws UsageError */
export function dayOption(value: string | undefined, name: string): string | undefined {
	if (value !== undefined && !isDay(value)) {
		throw new UsageError(`--${name} 应写成 2026-08-31 这样的日期，收到的是“${value}”。`);
	}
	return value;
}

/**
 * A moment given on the command line, as Shanghai wall time; a bare day means its end or its beginning.
 * @throws UsageError
 */
export function momentOption(
	value: string | undefined,
	name: string,
	timeOfBareDay: '00:00:00' | '23:59:59'
): string | undefined {
	if (value === undefined) return undefined;
	if (isDay(value)) return `${value} ${timeOfBareDay}`;
	const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/.exec(value);
	const [, day = '', minutes = '', seconds = ':00', , offset] = match ?? [];
	if (!isDay(day)) {
		throw new UsageError(`--${name} 应写成 2026-08-31T18:00:00 这样的时间，收到的是“${value}”。`);
	}
	if (offset === undefined) return `${day} ${minutes}${seconds}`;
	const moment = new Date(`${day}T${minutes}${seconds}${offset}`);
	return moment.toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
}
