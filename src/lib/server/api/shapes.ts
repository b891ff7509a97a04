import { z } from 'zod';
import { isDay } from '$lib/domain/day';
import { endOfMinute, isMinute } from '$lib/domain/minute';
import { holds, sortKeys, type Filter } from '$lib/domain/filter';
import { tierKeys } from '$lib/domain/tier-key';

const day = z.string().refine(isDay, 'must be a day, as 2026-08-31').meta({ format: 'date' });

const knownAt = z.string().refine(isMinute, 'must be a minute, as 2026-08-31T18:00').optional().meta({
	description: 'Minute (Asia/Shanghai) up to which things were known; as known now where it is not given.'
});

/** The moment up to which things were known, as questions take it; null: as known now. */
export const knownMoment = ({ known_at }: { known_at?: string | undefined }) =>
	known_at === undefined ? null : endOfMinute(known_at);

/** Streets or sectors, several of them joined by commas. */
const places = z.string().max(600).optional().meta({ description: 'One, or several joined by commas.' });

/** The filter of the pages, under the names that it has in their addresses. */
export const filterQuery = z.strictObject({
	as_of: day
		.optional()
		.meta({ description: 'Day that the board is read as of; today where it is not given.' }),
	known_at: knownAt,
	street: places,
	sector: places,
	tier: z.enum(tierKeys).optional(),
	q: z.string().max(100).optional().meta({ description: 'Words looked for in names and codes.' }),
	sort: z.enum(sortKeys).optional()
});

export const pagedQuery = filterQuery.extend({
	limit: z.coerce.number().int().min(1).max(500).default(100),
	cursor: z.string().max(40).optional().meta({ description: 'From `next` of the page before.' })
});

export const dayQuery = z.strictObject({ as_of: day.optional(), known_at: knownAt });
export const placeQuery = z.strictObject({ street: places, sector: places });

/** Whether something of a street and a sector is in what was asked for. */
export const isAsked = (
	{ street, sector }: z.infer<typeof placeQuery>,
	of: { readonly street: string | null; readonly sector: string | null }
): boolean => holds(street, of.street) && holds(sector, of.sector);

/** The filter as pages use it. */
export function filterOf(query: z.infer<typeof filterQuery>): Filter {
	const { as_of, known_at, street, sector, tier, q, sort } = query;
	return {
		...(as_of && { asOf: as_of }),
		...(known_at && { knownAt: known_at }),
		...(street && { street }),
		...(sector && { sector }),
		...(tier && { tier }),
		...(q && { q }),
		...(sort && { sort })
	};
}

const tier = z.enum(tierKeys);

export const run = z
	.object({
		as_of: z.string().meta({ description: 'Day that was judged.' }),
		scored_at: z.string().meta({ description: 'Asia/Shanghai.' }),
		pack: z.string()
	})
	.meta({ id: 'Run' });

export const subject = z
	.object({
		code: z.string(),
		name: z.string(),
		street: z.string().nullable(),
		sector: z.string().nullable(),
		tier,
		grey: z.boolean().meta({ description: 'A feed that it needs never came or is too old.' }),
		priority: z.number().nullable(),
		fired: z.array(z.string()).meta({ description: 'Indicators at the deciding severity.' }),
		workers: z.number(),
		unpaid_yuan: z.number(),
		tier_last_week: tier.optional(),
		tier_as_judged: tier
			.optional()
			.meta({ description: 'Tier with every indicator in, where an exemption took some out.' }),
		exempted: z.array(z.string()).optional().meta({ description: 'Indicators that an exemption took out.' })
	})
	.meta({ id: 'Subject' });

export const indicator = z
	.object({
		indicator: z.string(),
		measure: z.string(),
		group: z.enum(['A', 'B', 'C', 'D', 'E']),
		name: z.string(),
		unit: z.string(),
		basis: z.string(),
		value: z.number().nullable(),
		severity: z.number().nullable(),
		null_reason: z.enum(['not_applicable', 'missing']).nullable()
	})
	.meta({ id: 'Indicator' });

export const counts = z.record(tier, z.number()).meta({ id: 'TierCounts' });
export const yuan = (fen: number) => fen / 100;
