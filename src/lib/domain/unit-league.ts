/** What a unit did in a span. */
export interface UnitRecord {
	readonly unit: string;
	/** Clues that it was given. */
	readonly given: number;
	/** Of these, answered late or not yet answered though late. */
	readonly late: number;
}

export interface LeaguePlace extends UnitRecord {
	/** Share that was late, 0–1; null where nothing was given. */
	readonly share: number | null;
	/** The share by which it is ranked: drawn towards that of all units, the more the fewer clues it had. */
	readonly fairShare: number;
}

/** Clues of the average that are added to each unit, so that a single late clue does not stand for all it does. Ours. */
export const leagueWeight = 5;

/** Units from the most punctual to the least, fair to size; of equals the one with more clues comes first. */
export function unitLeague(records: readonly UnitRecord[]): LeaguePlace[] {
	const given = records.reduce((sum, one) => sum + one.given, 0);
	const late = records.reduce((sum, one) => sum + one.late, 0);
	const usual = given === 0 ? 0 : late / given;
	return records
		.map((one) => ({
			...one,
			share: one.given === 0 ? null : one.late / one.given,
			fairShare: (one.late + leagueWeight * usual) / (one.given + leagueWeight)
		}))
		.sort((a, b) => a.fairShare - b.fairShare || b.given - a.given || a.unit.localeCompare(b.unit));
}
