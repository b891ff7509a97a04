import type { App } from '$lib/server/app';

/** What a check found. */
export interface HealthFinding {
	readonly ok: boolean;
	/** One Chinese sentence; no personal data, no secret. */
	readonly says: string;
	/** The next command or act, where something is wrong. */
	readonly next: string | null;
}

/** One thing that must be in order. A file `<id>.check.ts` is a check. */
export interface HealthCheck {
	readonly id: string;
	/** Place in the list. */
	readonly order: number;
	readonly label: { readonly zh: string; readonly en: string };
	run(app: App): Promise<HealthFinding> | HealthFinding;
}

export const fine = (says: string): HealthFinding => ({ ok: true, says, next: null });
export const ill = (says: string, next: string): HealthFinding => ({ ok: false, says, next });
