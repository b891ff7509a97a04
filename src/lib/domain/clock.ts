/** Gives the present moment; tests and replays give another. */
export type Clock = () => Date;

const shanghai = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Asia/Shanghai',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit'
});

/** A moment as Shanghai wall time, `2026-08-01 09:05:00`. */
export function shanghaiTime(moment: Date): string {
	return shanghai.format(moment);
}

/** The Shanghai day of a moment, `2026-08-01`. */
export function shanghaiDay(moment: Date): string {
	return shanghaiTime(moment).slice(0, 10);
}

/** A clock that always answers the same moment, or the machine's where none is given. */
export function clockAt(fixed: string | undefined): Clock {
	if (fixed === undefined) return () => new Date();
	const hasOffset = /(Z|[+-]\d{2}:?\d{2})$/.test(fixed);
	const local = fixed.length === 10 ? `${fixed}T00:00:00` : fixed;
	const moment = new Date(hasOffset && fixed.length > 10 ? fixed : `${local}+08:00`);
	return () => new Date(moment);
}
