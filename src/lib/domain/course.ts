/** Things that happen to a project or an enterprise, by the book that they stand in. */
export const courseKinds = [
	'alert',
	'letter',
	'clue',
	'case',
	'meeting',
	'promise',
	'exemption',
	'trigger',
	'system',
	'file',
	'inspection',
	'petition',
	'deferral',
	'credit'
] as const;
export type CourseKind = (typeof courseKinds)[number];

/** One entry in the course of a subject. */
export interface CourseEvent {
	/** 'YYYY-MM-DD HH:MM', Asia/Shanghai; of a thing that has only a day, 'YYYY-MM-DD'. */
	readonly at: string;
	readonly kind: CourseKind;
	/** What happened, a word of the book: opened, issued, received … */
	readonly act: string;
	/** Number in its book, for the link; null where it has no page of its own. */
	readonly ref: string | null;
	/** What it says of itself: title, channel, finding, words of a person. */
	readonly words: string | null;
	/** Who did it, where a person of the office did. */
	readonly actor: string | null;
}

/** Where an entry is to be seen; null where it has no page. */
export function courseHref(
	{ kind, ref }: CourseEvent,
	subject: { readonly type: 'project' | 'enterprise'; readonly code: string }
): string | null {
	const code = encodeURIComponent(subject.code);
	const number = ref === null ? null : encodeURIComponent(ref);
	switch (kind) {
		case 'alert':
			return `/alerts/${subject.type}/${code}`;
		case 'exemption':
			return `/exemptions?subject=${code}`;
		case 'system':
			return subject.type === 'project' ? `/projects/${code}/systems` : null;
		case 'trigger':
			return '/triggers';
		case 'letter':
			return number && `/letters/${number}`;
		case 'clue':
			return number && `/clues/${number}`;
		case 'case':
			return number && `/cases/${number}`;
		case 'meeting':
		case 'promise':
			return number && `/meetings/${number}`;
		case 'file':
			return number && `/attachments/${number}`;
		default:
			return null;
	}
}
