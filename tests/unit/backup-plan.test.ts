import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupName, backupOf, goneFromBackups, outdatedBackups } from '$jobs/backup-plan';

const nameOn = (day: string, time = '02:40:00') => backupName(`${day} ${time}`);
const daysFrom = (first: string, count: number) =>
	Array.from({ length: count }, (_, i) =>
		new Date(Date.parse(`${first}T00:00:00Z`) + i * 86_400_000).toISOString().slice(0, 10)
	);

test('a name says its day, and a file of another name is never touched', () => {
	expect(backupOf(nameOn('2026-11-21'))).toEqual({ name: 'xinshao-20261121-024000.tar', day: '2026-11-21' });
	expect(backupOf('before-the-upgrade.tar')).toBeUndefined();
	expect(outdatedBackups(['before-the-upgrade.tar', 'notes.txt'])).toEqual([]);
});

test('of a year of daily backups seven days, five weeks and twelve months stay', () => {
	const days = daysFrom('2025-11-22', 365);
	const outdated = new Set(outdatedBackups(days.map((day) => nameOn(day))));
	const kept = days.filter((day) => !outdated.has(nameOn(day)));
	expect(kept.slice(-7)).toEqual(days.slice(-7));
	expect(kept).toContain('2026-10-31');
	expect(kept).toContain('2026-10-25');
	expect(kept).toContain('2025-12-31');
	expect(kept).not.toContain('2025-11-30');
	expect(kept.length).toBe(7 + 3 + 11);
});

test('the newest is always kept, and thinning out twice removes nothing more', () => {
	const day = fc.integer({ min: 0, max: 900 }).map((n) => daysFrom('2024-01-01', n + 1).at(-1)!);
	fc.assert(
		fc.property(fc.uniqueArray(day, { minLength: 1, maxLength: 60 }), (days) => {
			const names = days.map((each) => nameOn(each));
			const outdated = outdatedBackups(names);
			const left = names.filter((name) => !outdated.includes(name));
			expect(left).toContain([...names].sort().at(-1));
			expect(outdatedBackups(left)).toEqual([]);
		})
	);
});

test('the last backup of a day is dropped on the night that the plan says, and not the night before', () => {
	const kept = [nameOn('2026-11-20'), nameOn('2026-11-21')];
	expect(goneFromBackups(kept, '2026-11-19', '2026-11-21')).toBeNull();
	const gone = goneFromBackups(kept, '2026-11-21', '2026-11-21');
	let left = kept;
	const nights = daysFrom('2026-11-22', 400);
	const really = nights.find((night) => {
		left = [...left, nameOn(night)];
		const outdated = outdatedBackups(left);
		left = left.filter((name) => !outdated.includes(name));
		return !left.some((name) => name <= nameOn('2026-11-21', '23:59:59'));
	});
	expect(gone).toBe(really);
	expect(gone).toBe('2026-11-28');
});

test('the newest of a month stays for twelve months', () => {
	expect(goneFromBackups([nameOn('2026-11-30')], '2026-11-30', '2026-11-30')).toBe('2027-11-01');
});
