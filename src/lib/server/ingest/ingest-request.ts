import type { Clock } from '$lib/domain/clock';
import type { PersonalKeys } from '$lib/server/warehouse/pii-vault';
import type { Warehouse } from '$lib/server/warehouse/warehouse';
import type { Correction } from './quarantine/acts';

/** What ingest needs of the installation. */
export interface IngestContext {
	readonly warehouse: Warehouse;
	readonly home: string;
	readonly keys: PersonalKeys;
	readonly clock: Clock;
}

/** A file that is to be taken in, and what is known of it beside its bytes. */
export interface IngestRequest {
	readonly path: string;
	/** Name as the supplier gave it; the base name of the path where it is not given. */
	readonly name?: string;
	/** Feed, where the file's name does not say it. */
	readonly feed?: string;
	/** Shanghai time; now where it is not given. */
	readonly receivedAt?: string;
	readonly sourceId: string;
	readonly supplier?: string;
	/** Reads the file although it has been read before: what was said of its supplier since may change it. */
	readonly again?: boolean;
	/** The one table of the file that is to be loaded. */
	readonly only?: { readonly feed: string; readonly sheet: string | null };
	/** Where the rows correct rows that were set aside. */
	readonly correction?: Correction;
	/** Loads again what the journal holds already: neither the batch nor a refusal is written down once more. */
	readonly journalled?: boolean;
}
