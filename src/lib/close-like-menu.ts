import type { Attachment } from 'svelte/attachments';

/** A fold that lies over the page closes by Escape, which gives the focus back, and by a click beside it. */
export const closeLikeMenu: Attachment<HTMLDetailsElement> = (details) => {
	const byKey = (event: KeyboardEvent) => {
		if (event.key !== 'Escape' || !details.open) return;
		event.stopPropagation();
		details.open = false;
		details.querySelector('summary')?.focus();
	};
	const beside = (event: Event) => {
		if (!details.contains(event.target as Node)) details.open = false;
	};
	details.addEventListener('keydown', byKey);
	document.addEventListener('click', beside);
	return () => {
		details.removeEventListener('keydown', byKey);
		document.removeEventListener('click', beside);
	};
};
