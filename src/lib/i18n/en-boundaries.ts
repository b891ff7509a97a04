/** Words of the page where official boundaries are brought in, in English. */
const en = {
	'nav.boundaries': 'Boundaries',
	'boundaries.source': 'Map approval number: {no} · coordinates: {projection}',
	'boundaries.undrawn': 'Not in the boundary file:'
} as const;

export default en;
