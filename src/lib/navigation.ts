import type { Permission } from '$lib/domain/roles';
import type { WordKey } from '$lib/i18n/words';

/** One page of the way around. */
export interface Place {
	readonly href: string;
	readonly word: WordKey;
	/** Whether the page is read as of a day, which then goes with its link. */
	readonly dated?: boolean;
	/** What a person must be allowed in order to see the link; looking at the board where it is not given. */
	readonly asks?: Permission;
}

/** A word of the first row and the pages of its second row. A new page is one line here. */
export interface PlaceGroup {
	readonly word: WordKey;
	readonly places: readonly Place[];
}

export const placeGroups: readonly PlaceGroup[] = [
	{
		word: 'nav.map',
		places: [
			{ href: '/', word: 'nav.map', dated: true },
			{ href: '/timeline', word: 'nav.timeline', dated: true }
		]
	},
	{
		word: 'nav.subjects',
		places: [
			{ href: '/projects', word: 'nav.projects', dated: true },
			{ href: '/enterprises', word: 'nav.enterprises', dated: true },
			{ href: '/changes', word: 'nav.changes', dated: true },
			{ href: '/compare', word: 'nav.compare', dated: true },
			{ href: '/runway', word: 'nav.runway', dated: true },
			{ href: '/streets', word: 'nav.areas', dated: true },
			{ href: '/related', word: 'nav.related', dated: true },
			{ href: '/contradictions', word: 'nav.contradictions', dated: true },
			{ href: '/views', word: 'nav.views' }
		]
	},
	{
		word: 'nav.analysis',
		places: [
			{ href: '/analysis/hotspots', word: 'nav.analysis.hotspots', dated: true },
			{ href: '/analysis/sectors', word: 'nav.analysis.sectors', dated: true },
			{ href: '/analysis/causes', word: 'nav.analysis.causes', dated: true },
			{ href: '/analysis/leagues', word: 'nav.analysis.leagues', dated: true },
			{ href: '/analysis/funnel', word: 'nav.analysis.funnel', dated: true },
			{ href: '/analysis/indicators', word: 'nav.analysis.indicators', dated: true }
		]
	},
	{
		word: 'nav.dispatch',
		places: [
			{ href: '/alerts', word: 'nav.alerts' },
			{ href: '/clues', word: 'nav.clues' },
			{ href: '/people', word: 'nav.people', asks: 'personal.reveal' },
			{ href: '/cases', word: 'nav.cases' },
			{ href: '/triggers', word: 'nav.triggers' },
			{ href: '/meetings', word: 'nav.meetings' },
			{ href: '/exemptions', word: 'nav.exemptions' },
			{ href: '/campaign', word: 'nav.campaign', dated: true },
			{ href: '/letters', word: 'nav.letters' },
			{ href: '/reports', word: 'nav.reports' },
			{ href: '/bulletins', word: 'nav.bulletins' },
			{ href: '/notices', word: 'nav.notices', asks: 'data.view' }
		]
	},
	{
		word: 'nav.data',
		places: [
			{ href: '/operations', word: 'nav.operations', dated: true, asks: 'data.view' },
			{ href: '/supply', word: 'nav.supply', dated: true, asks: 'data.view' },
			{ href: '/start', word: 'first.title', asks: 'data.operate' },
			{ href: '/upload', word: 'nav.upload', asks: 'data.operate' },
			{ href: '/sources', word: 'nav.sources', asks: 'data.view' },
			{ href: '/runs', word: 'nav.runs', asks: 'data.view' },
			{ href: '/batches', word: 'nav.batches', asks: 'data.view' },
			{ href: '/quarantine', word: 'nav.quarantine', asks: 'data.view' },
			{ href: '/mappings', word: 'nav.mappings', asks: 'data.view' },
			{ href: '/matching', word: 'nav.matching', asks: 'data.view' },
			{ href: '/feeds', word: 'nav.feeds', asks: 'data.view' },
			{ href: '/map-data', word: 'nav.boundaries', asks: 'data.operate' }
		]
	},
	{
		word: 'nav.rules',
		places: [
			{ href: '/rules', word: 'nav.rules_page' },
			{ href: '/catalogue', word: 'nav.catalogue' },
			{ href: '/glossary', word: 'glossary.title' },
			{ href: '/calendar', word: 'nav.calendar' },
			{ href: '/pack', word: 'nav.pack' },
			{ href: '/rules/trials', word: 'nav.trials', asks: 'rule.approve' }
		]
	},
	{
		word: 'nav.admin',
		places: [
			{ href: '/users', word: 'nav.users', asks: 'user.manage' },
			{ href: '/tokens', word: 'nav.tokens', asks: 'user.manage' },
			{ href: '/roles', word: 'nav.roles', asks: 'role.assign' },
			{ href: '/permissions', word: 'nav.permissions', asks: 'own.account' },
			{ href: '/audit', word: 'nav.audit', asks: 'audit.read' },
			{ href: '/retention', word: 'nav.retention', asks: 'data.operate' },
			{ href: '/releases', word: 'nav.releases', asks: 'personal.release' },
			{ href: '/backups', word: 'nav.backups', asks: 'data.operate' },
			{ href: '/health', word: 'nav.health', asks: 'data.operate' },
			{ href: '/account', word: 'nav.account', asks: 'own.account' }
		]
	}
];

const isAt = (place: Place, path: string) =>
	place.href === '/' ? path === '/' : path === place.href || path.startsWith(`${place.href}/`);

/** The rows of links for somebody who may do these things. */
export function placesFor(may: (permission: Permission) => boolean): PlaceGroup[] {
	return placeGroups
		.map((group) => ({ ...group, places: group.places.filter(({ asks }) => may(asks ?? 'board.view')) }))
		.filter((group) => group.places.length > 0);
}

/** Where a path lies, or undefined for a page that no row names; of two places the nearer one. */
export function placeOf(path: string): { group: PlaceGroup; place: Place } | undefined {
	return placeGroups
		.flatMap((group) => group.places.map((place) => ({ group, place })))
		.filter(({ place }) => isAt(place, path))
		.sort((a, b) => b.place.href.length - a.place.href.length)[0];
}
