import { foldUnitName, unitOf, type Unit } from '$lib/server/policies/units';
import type { GivenShape } from './read-geojson';

export interface ShapeMatch {
	/** Name by which the file calls the shape. */
	readonly givenName: string;
	/** Null: none of its names is that of a unit; a person assigns it. */
	readonly unit: string | null;
	readonly matchedBy: 'name' | 'alias' | 'code' | null;
}

interface Units {
	readonly name: string;
	readonly units: readonly Unit[];
}

/** The unit that a shape belongs to, by name, alias or code; never by likeness. */
export function matchShape(policy: Units, { no, names }: Pick<GivenShape, 'no' | 'names'>): ShapeMatch {
	const givenName = names[0] ?? `#${no}`;
	for (const name of names) {
		// A file of the city writes the district before its streets.
		const short = foldUnitName(name).replace(foldUnitName(policy.name), '');
		const unit = unitOf(policy, name) ?? unitOf(policy, short);
		if (!unit) continue;
		const spelling = [foldUnitName(name), short];
		const matchedBy = spelling.includes(foldUnitName(unit.name))
			? 'name'
			: unit.code !== null && spelling.includes(unit.code)
				? 'code'
				: 'alias';
		return { givenName, unit: unit.name, matchedBy };
	}
	return { givenName, unit: null, matchedBy: null };
}
