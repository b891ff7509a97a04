import type { Departures } from './model';
import type { Random } from './random';

/** A project where nothing departs from the rule. */
export const TIDY: Departures = {
	missing: new Set(),
	silentAfter: null,
	zeroAttendanceFrom: null,
	paperPaidFrom: null,
	frozenFrom: null,
	divertedFrom: null,
	progressShare: null,
	unsettledLeavers: 0,
	unsignedShare: 0,
	leftOutWorkers: 0,
	payLateDays: 0,
	payLateFrom: null,
	uploadLateDays: 0,
	guaranteeMissing: false,
	cardShare: 1,
	contractShare: 1,
	inspectionGaps: 0
};

/**
 * Ordinary untidiness, at most one kind a project: most are tidy, some earn a blue mark, fewer a yellow one.
 * `isPublic` projects may also be paid short on completed value.
 */
export function ordinaryDepartures(random: Random, isPublic: boolean, crew: number): Departures {
	const draw = random.next() * 100;
	const tidy = { ...TIDY, cardShare: random.chance(0.3) ? 0.96 : 1 };
	if (draw < 3) return { ...tidy, unsignedShare: random.between(0.11, 0.17) };
	if (draw < 6) return { ...tidy, unsettledLeavers: random.int(2, 4) };
	if (draw < 9 && crew >= 15) return { ...tidy, leftOutWorkers: Math.max(1, Math.floor(crew * 0.06)) };
	if (draw < 12) return { ...tidy, payLateDays: random.int(3, 9) };
	if (draw < 15) return { ...tidy, unsignedShare: random.between(0.02, 0.07) };
	if (draw < 18) return { ...tidy, unsettledLeavers: 1 };
	if (draw < 20) return { ...tidy, guaranteeMissing: true };
	if (draw < 22) return { ...tidy, uploadLateDays: random.int(12, 26) };
	if (draw < 24) return { ...tidy, cardShare: random.between(0.75, 0.88) };
	if (draw < 26) return { ...tidy, contractShare: random.between(0.84, 0.94) };
	if (draw < 29) return { ...tidy, inspectionGaps: random.int(1, 3) };
	if (draw < 37 && isPublic) return { ...tidy, progressShare: random.between(0.72, 0.79) };
	if (draw < 43 && isPublic) return { ...tidy, progressShare: random.between(0.81, 0.845) };
	return tidy;
}
