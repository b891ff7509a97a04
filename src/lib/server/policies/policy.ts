import type { Dated } from './dated';
import type { Pack, Sections } from './pack-shape';
import type { Sector } from './pack-values';
import type { ParameterName } from './parameter-names';
import type { ThresholdTable } from './threshold-shape';
import type { Unit } from './units';

type Section<K extends keyof Sections> = NonNullable<Sections[K]>;
type Entry<K extends keyof Sections> = Section<K> extends readonly (infer E)[] ? Readonly<E> : never;

export type PolicyDocument = Entry<'documents'>;
export type Level = Entry<'levels'>;
export type Department = Entry<'departments'>;
export type SectorEntry = Entry<'sectors'>;
export type ProjectClass = Entry<'project_classes'>;
export type RoutingRule = Entry<'routing'>;
export type Role = RoutingRule['main'];
export type Clock = Entry<'clocks'>;
export type Fund = Entry<'funds'>;
export type GuaranteeLine = Entry<'guarantee_lines'>;
export type Trigger = Entry<'triggers'>;
export type Report = Entry<'reports'>;
export type Letter = Entry<'letters'>;
export type Penalty = Entry<'penalties'>;
export type Institution = Entry<'institutions'>;
export type WinterWindow = Entry<'winter_windows'>;
export type ScoreGroup = 'A' | 'B' | 'C' | 'D' | 'E';

export interface FeedRhythm {
	/** When the feed is expected, as people read it. */
	readonly rhythm: string;
	/** Days from one delivery to the next; none: it comes when something has changed. */
	readonly dueEveryDays: readonly Dated<number>[];
	/** Days that the newest delivery may be old before the feed counts as stopped. */
	readonly allowedLagDays: readonly Dated<number>[];
}

/** A jurisdiction's pack with the defaults merged in: what every stage after this one reads. */
export interface Policy {
	readonly code: string;
	readonly name: string;
	readonly shortName: string;
	readonly level: Pack['level'];
	readonly province: string;
	readonly contact: NonNullable<Pack['contact']> | null;
	/** Changes when any file that the policy was read from changes; kept with every score run. */
	readonly sha256: string;
	readonly documents: readonly PolicyDocument[];
	/** By falling severity: 3, 2, 1, 0. */
	readonly levels: readonly Level[];
	/** 灰, cannot be judged. */
	readonly grey: Section<'grey'>;
	readonly units: readonly Unit[];
	readonly parameters: Readonly<Record<ParameterName, readonly Dated<number>[]>>;
	readonly thresholds: ReadonlyMap<string, ThresholdTable>;
	readonly labourCostFloors: ReadonlyMap<Sector, readonly Dated<number>[]>;
	readonly scoreWeights: Readonly<Record<ScoreGroup, readonly Dated<number>[]>>;
	readonly feeds: ReadonlyMap<string, FeedRhythm>;
	readonly departments: readonly Department[];
	readonly sectors: readonly SectorEntry[];
	readonly projectClasses: readonly ProjectClass[];
	readonly routing: readonly RoutingRule[];
	readonly clocks: readonly Clock[];
	readonly funds: readonly Fund[];
	readonly guaranteeLines: readonly GuaranteeLine[];
	readonly triggers: readonly Trigger[];
	readonly reports: readonly Report[];
	readonly letters: readonly Letter[];
	readonly penalties: readonly Penalty[];
	readonly institutions: readonly Institution[];
	readonly winterWindows: readonly WinterWindow[];
}
