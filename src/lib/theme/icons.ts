// Drawings of Lucide (ISC licence, @lucide/svelte), each once and by what it means here. Their components carry a
// runtime of their own to every page; a test holds these to the drawings of the installed version.

/** Name in the set, and what is drawn within 24 × 24. */
export interface IconDrawing {
	readonly lucide: string;
	readonly drawing: string;
}

/** The pictures of the product: a new one is a line here. */
export const icons = {
	account: {
		lucide: 'circle-user-round',
		drawing:
			'<path d="M17.925 20.056a6 6 0 0 0-11.851.001"/><circle cx="12" cy="11" r="4"/><circle cx="12" cy="12" r="10"/>'
	},
	ascending: {
		lucide: 'arrow-up',
		drawing: '<path d="m5 12 7-7 7 7"/><path d="M12 19V5"/>'
	},
	chosen: {
		lucide: 'check',
		drawing: '<path d="M20 6 9 17l-5-5"/>'
	},
	close: {
		lucide: 'x',
		drawing: '<path d="M18 6 6 18"/><path d="m6 6 12 12"/>'
	},
	dark: {
		lucide: 'moon',
		drawing:
			'<path d="M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401"/>'
	},
	date: {
		lucide: 'calendar-days',
		drawing:
			'<path d="M8 2v3"/><path d="M16 2v3"/><rect x="3" y="3" width="18" height="18" rx="2"/><path d="M3 9h18"/><path d="M8 13h.01"/><path d="M12 13h.01"/><path d="M16 13h.01"/><path d="M8 17h.01"/><path d="M12 17h.01"/><path d="M16 17h.01"/>'
	},
	descending: {
		lucide: 'arrow-down',
		drawing: '<path d="M12 5v14"/><path d="m19 12-7 7-7-7"/>'
	},
	down: {
		lucide: 'chevron-down',
		drawing: '<path d="m6 9 6 6 6-6"/>'
	},
	keep: {
		lucide: 'star',
		drawing:
			'<path d="M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z"/>'
	},
	keys: {
		lucide: 'keyboard',
		drawing:
			'<path d="M10 8h.01"/><path d="M12 12h.01"/><path d="M14 8h.01"/><path d="M16 12h.01"/><path d="M18 8h.01"/><path d="M6 8h.01"/><path d="M7 16h10"/><path d="M8 12h.01"/><rect width="20" height="16" x="2" y="4" rx="2"/>'
	},
	language: {
		lucide: 'languages',
		drawing:
			'<path d="m5 8 6 6"/><path d="m4 14 6-6 2-3"/><path d="M2 5h12"/><path d="M7 2h1"/><path d="m22 22-5-10-5 10"/><path d="M14 18h6"/>'
	},
	leave: {
		lucide: 'log-out',
		drawing:
			'<path d="m16 17 5-5-5-5"/><path d="M21 12H9"/><path d="M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4"/>'
	},
	light: {
		lucide: 'sun',
		drawing:
			'<circle cx="12" cy="12" r="4"/><path d="M12 2v2"/><path d="M12 20v2"/><path d="m4.93 4.93 1.41 1.41"/><path d="m17.66 17.66 1.41 1.41"/><path d="M2 12h2"/><path d="M20 12h2"/><path d="m6.34 17.66-1.41 1.41"/><path d="m19.07 4.93-1.41 1.41"/>'
	},
	messages: {
		lucide: 'bell',
		drawing:
			'<path d="M10.268 21a2 2 0 0 0 3.464 0"/><path d="M3.262 15.326A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.673C19.41 13.956 18 12.499 18 8A6 6 0 0 0 6 8c0 4.499-1.411 5.956-2.738 7.326"/>'
	},
	next: {
		lucide: 'chevron-right',
		drawing: '<path d="m9 18 6-6-6-6"/>'
	},
	previous: {
		lucide: 'chevron-left',
		drawing: '<path d="m15 18-6-6 6-6"/>'
	},
	print: {
		lucide: 'printer',
		drawing:
			'<path d="M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2"/><path d="M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6"/><rect x="6" y="14" width="12" height="8" rx="1"/>'
	},
	screen: {
		lucide: 'presentation',
		drawing:
			'<path d="M2 3h20"/><path d="M21 3v11a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V3"/><path d="m7 21 5-5 5 5"/>'
	},
	search: {
		lucide: 'search',
		drawing: '<path d="m21 21-4.34-4.34"/><circle cx="11" cy="11" r="8"/>'
	},
	sortable: {
		lucide: 'chevrons-up-down',
		drawing: '<path d="m7 15 5 5 5-5"/><path d="m7 9 5-5 5 5"/>'
	},
	system: {
		lucide: 'contrast',
		drawing: '<circle cx="12" cy="12" r="10"/><path d="M12 18a6 6 0 0 0 0-12v12z"/>'
	},
	tour: {
		lucide: 'route',
		drawing:
			'<circle cx="6" cy="19" r="3"/><path d="M9 19h8.5a3.5 3.5 0 0 0 0-7h-11a3.5 3.5 0 0 1 0-7H15"/><circle cx="18" cy="5" r="3"/>'
	},
	warning: {
		lucide: 'triangle-alert',
		drawing:
			'<path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3"/><path d="M12 9v4"/><path d="M12 17h.01"/>'
	}
} as const satisfies Readonly<Record<string, IconDrawing>>;

export type IconName = keyof typeof icons;
