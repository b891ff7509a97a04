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

/** Names that the plan no longer needs. */
export function outdatedBackups(names: readonly string[]): string[] {
	const backups = names.flatMap((name) => backupOf(name) ?? []);
	const kept = new Set([
		...newestOf(backups, (day) => day, plan.days),
		...newestOf(backups, mondayOf, plan.weeks),
		...newestOf(backups, (day) => day.slice(0, 7), plan.months)
	]);
	return backups.map((backup) => backup.name).filter((name) => !kept.has(name));
}
