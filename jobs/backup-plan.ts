/** A backup made by the timetable, by its name. */
export interface KeptBackup {
	readonly name: string;
	/** 'YYYY-MM-DD' */
	readonly day: string;
}

/** How many of each stay: the last days, weeks and months, each with its newest backup. */
const plan = { days: 7, weeks: 5, months: 12 } as const;

export const backupName = (shanghaiTime: string) =>
	`xinshao-${shanghaiTime.replaceAll(/[-:]/g, '').replace(' ', '-')}.tar`;

/** The backup that a file name stands for; undefined for any other file, which is never removed. */
export function backupOf(name: string): KeptBackup | undefined {
	const match = /^xinshao-(\d{4})(\d{2})(\d{2})-\d{6}\.tar$/.exec(name);
	return match ? { name, day: `${match[1]}-${match[2]}-${match[3]}` } : undefined;
}

const mondayOf = (day: string) => {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
	return date.toISOString().slice(0, 10);
};

/** The newest of each of the last `count` periods. */
function newestOf(backups: readonly KeptBackup[], period: (day: string) => string, count: number): string[] {
	const byPeriod = new Map<string, string>();
	for (const backup of [...backups].sort((a, b) => a.name.localeCompare(b.name)))
		byPeriod.set(period(backup.day), backup.name);
	return [...byPeriod.entries()]
		.sort(([a], [b]) => b.localeCompare(a))
		.slice(0, count)
		.map(([, name]) => name);
}

/** A period for which the plan keeps the newest backup. */
export type KeptAs = 'day' | 'week' | 'month';

/** What the plan keeps each backup for; a backup that it keeps for nothing is missing. */
export function keptAs(names: readonly string[]): Map<string, KeptAs[]> {
	const backups = names.flatMap((name) => backupOf(name) ?? []);
	const periods: readonly (readonly [KeptAs, string[]])[] = [
		['day', newestOf(backups, (day) => day, plan.days)],
		['week', newestOf(backups, mondayOf, plan.weeks)],
		['month', newestOf(backups, (day) => day.slice(0, 7), plan.months)]
	];
	const kept = new Map<string, KeptAs[]>();
	for (const [period, newest] of periods)
		for (const name of newest) kept.set(name, [...(kept.get(name) ?? []), period]);
	return kept;
}

/** Names that the plan no longer needs. */
export function outdatedBackups(names: readonly string[]): string[] {
	const kept = keptAs(names);
	return names.filter((name) => backupOf(name) !== undefined && !kept.has(name));
}

const nextDay = (day: string) => {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + 1);
	return date.toISOString().slice(0, 10);
};
/** Longer than the plan keeps anything. */
const mostDaysAhead = 500;

/**
 * The day on which the plan drops the last backup made on or before `day`, if one is made every night from `today` on;
 * null where none of them is left.
 */
export function goneFromBackups(names: readonly string[], day: string, today: string): string | null {
	let kept = names.filter((name) => backupOf(name) !== undefined);
	const isOld = (name: string) => (backupOf(name)?.day ?? '') <= day;
	if (!kept.some(isOld)) return null;
	let night = today;
	for (let ahead = 0; ahead < mostDaysAhead; ahead += 1) {
		night = nextDay(night);
		kept.push(backupName(`${night} 02:40:00`));
		const outdated = new Set(outdatedBackups(kept));
		kept = kept.filter((name) => !outdated.has(name));
		if (!kept.some(isOld)) return night;
	}
	return night;
}
