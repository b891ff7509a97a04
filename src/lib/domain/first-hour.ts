import type { Permission } from './roles';

export type FirstStep =
	'installed' | 'data' | 'scored' | 'calendar' | 'boundaries' | 'sources' | 'users' | 'notices';

/** One line of what a new installation needs, as it stands. */
export interface FirstHourLine {
	readonly step: FirstStep;
	readonly isDone: boolean;
	readonly href: string | null;
	/** What the next step asks of a person; who lacks it is told whom to ask. */
	readonly asks: Permission;
	/** The board works without it. */
	readonly isOptional: boolean;
}
