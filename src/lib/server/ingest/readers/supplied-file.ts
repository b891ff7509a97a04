import type { RememberedHeaders } from './remembered-headers';

/** How a file is to be read, beside where it lies. */
export interface ReadingChoices {
	/** Headers that a person has matched for this supplier before. */
	readonly remembered?: RememberedHeaders | undefined;
	/** Gives the widest row as the header where no header of the named feed is found, for a person to match. */
	readonly guessHeader?: boolean | undefined;
	/** Only looks at the first bytes of plain text; whatever must be unpacked or rewritten is refused. */
	readonly lookOnly?: boolean | undefined;
}

/** A supplier's file on the disk, and the feed that it is known to be. */
export interface SuppliedFile extends ReadingChoices {
	readonly path: string;
	readonly name: string;
	readonly feed: string | null;
}

/** Thrown by a look-only reading: the file has to be read by a process of its own. */
export class ConversionNeeded extends Error {}

/** @throws ConversionNeeded where the file was only to be looked at */
export function mayConvert(file: ReadingChoices): void {
	if (file.lookOnly) throw new ConversionNeeded('this file has to be converted');
}
