import { foldWidth } from '$lib/domain/fold-width';

/** A street, town, county or functional area of a jurisdiction, with its place on the schematic tile map. */
export interface Unit {
	/** 6- or 9-digit code; null for functional areas, which have none. */
	readonly code: string | null;
	readonly name: string;
	readonly kind: string;
	readonly aliases: readonly string[];
	/** Tile of the schematic map, from 0 at the top. */
	readonly row: number;
	/** Tile of the schematic map, from 0 at the left. */
	readonly col: number;
}

/** How unit names are compared: full-width letters, digits and spaces folded, all white space dropped. */
export function foldUnitName(text: string): string {
	return foldWidth(text).replace(/\s+/gu, '');
}

/** Every spelling a unit may be written in, folded. */
export function unitSpellings(unit: Unit): string[] {
	const spellings = [unit.name, ...unit.aliases, ...(unit.code === null ? [] : [unit.code])];
	return spellings.map(foldUnitName);
}

/** The unit that `text` names, by name, alias or code; null where it names none: never a guess. */
export function unitOf(policy: { readonly units: readonly Unit[] }, text: string): Unit | null {
	const folded = foldUnitName(text);
	if (folded === '') return null;
	return policy.units.find((unit) => unitSpellings(unit).includes(folded)) ?? null;
}
