/** What the walk through the demo leads to; null where whoever walks may see none. */
export interface TourTargets {
	readonly street: string | null;
	readonly project: { readonly code: string; readonly name: string } | null;
	/** Number of the newest meeting. */
	readonly meeting: number | null;
}

export const tourSteps = ['map', 'project', 'why', 'claim', 'meeting'] as const;
export type TourStep = (typeof tourSteps)[number];

/** What a step needs to know of the page that is open. */
export interface TourPlace {
	readonly path: string;
	readonly query: URLSearchParams;
	/** State of the alert that the page is about. */
	readonly alertState: string | null;
}

const subjectOf = ({ project }: TourTargets) => encodeURIComponent(project?.code ?? '');

/** Where a step begins; null where there is nothing to show. */
export function tourHref(step: TourStep, targets: TourTargets): string | null {
	const { street, project, meeting } = targets;
	if (step === 'map') return street && '/';
	if (step === 'meeting') return meeting === null ? null : '/meetings';
	if (project === null || street === null) return null;
	if (step === 'project') return `/projects?street=${encodeURIComponent(street)}&tier=red`;
	if (step === 'why') return `/projects/${subjectOf(targets)}`;
	return `/alerts/project/${subjectOf(targets)}`;
}

/** The thing on the page that a step asks to click. */
export function tourTarget(step: TourStep, targets: TourTargets): string {
	const code = subjectOf(targets);
	switch (step) {
		case 'map':
			return `main a[href*="street=${encodeURIComponent(targets.street ?? '')}"]`;
		case 'project':
			return `main a[href^="/projects/${code}"]`;
		case 'why':
			return 'main a[href*="figure="]';
		case 'claim':
			return 'main button[name="kind"][value="claim"]';
		case 'meeting':
			return `main a[href="/meetings/${targets.meeting}"]`;
	}
}

/** Whether the page shows what the step asked for. */
export function isTourStepDone(step: TourStep, targets: TourTargets, place: TourPlace): boolean {
	const { path, query, alertState } = place;
	switch (step) {
		case 'map':
			return path === '/' && query.get('street') === targets.street;
		case 'project':
			return path === `/projects/${targets.project?.code}`;
		case 'why':
			return path.startsWith('/projects/') && query.has('figure');
		case 'claim':
			return path.startsWith('/alerts/project/') && (alertState === 'claimed' || alertState === 'evidence');
		case 'meeting':
			return /^\/meetings\/\d+$/.test(path);
	}
}
