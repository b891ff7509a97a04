import { error } from '@sveltejs/kit';
import { shanghaiDay } from '$lib/domain/clock';
import type { Tier } from '$lib/domain/severity';
import { tierKey } from '$lib/domain/tier-key';
import { indicators } from '$lib/server/indicators/registry';
import { clauseHits, indicatorHits } from '$lib/server/queries/criterion-hits';
import { tierClauses } from '$lib/server/queries/judged-criteria';
import type { PageServerLoad } from './$types';

const shownHits = 300;

export const load: PageServerLoad = async ({ locals, params }) => {
	const { group, id } = params;
	const day = shanghaiDay(locals.app.clock());
	const indicator = group === 'indicator' ? indicators.get(id) : undefined;
	const isClause = group === 'clause' && tierClauses.includes(id);
	if (!indicator && !isClause) error(404, '没有这条判据。');
	const hits = indicator
		? await indicatorHits(locals.reader, day, id, shownHits)
		: await clauseHits(locals.reader, day, id, shownHits);
	return {
		id,
		indicator: indicator && { label: indicator.label, meaning: indicator.meaning, unit: indicator.unit },
		isCut: hits.length === shownHits,
		shownHits,
		hits: hits.map((hit) => ({
			...hit,
			tierKey: tierKey(hit.tier as Tier),
			severityKey: tierKey(hit.severity as Tier)
		}))
	};
};
