import { z } from 'zod';
import type { Filter } from '$lib/domain/filter';
import type { ListPart } from '$lib/domain/list-part';
import type { TableOrder } from '$lib/domain/table-order';
import { tierOf } from '$lib/domain/tier-key';
import { valueBins, type ValueRange } from '$lib/domain/value-bins';
import { indicators } from '../indicators/registry';
import type { Policy } from '../policies/policy';
import { thresholdsOn, type ThresholdRow } from '../policies/policy-on';
import { usedParams } from '../warehouse/render';
import type { Reader } from '../warehouse/warehouse';
import { among } from './among';
import { askedOrder } from './asked-order';

/** Subjects of one severity whose value falls into one bin. */
export interface BinCount {
	readonly bin: number;
	/** Null: grey. */
	readonly severity: number | null;
	readonly count: number;
}

/** How the values of one indicator (or of one of its measures) lie, with its lines of that day. */
export interface Distribution {
	readonly indicator: string;
	readonly measure: string;
	readonly group: string;
	readonly subject: 'project' | 'enterprise';
	readonly label: { readonly zh: string; readonly en: string };
	readonly meaning: { readonly zh: string; readonly en: string };
	readonly unit: string;
	readonly worse: 'higher' | 'lower';
	/** Null where nothing was measured and no line is drawn. */
	readonly range: ValueRange | null;
	readonly bins: readonly BinCount[];
	/** Lines without a band of their own; those that differ by band cannot be drawn on one axis and are listed. */
	readonly lines: readonly Pick<ThresholdRow, 'severity' | 'op' | 'bound'>[];
	readonly banded: readonly Pick<ThresholdRow, 'severity' | 'op' | 'bound' | 'band'>[];
	readonly measured: number;
	readonly notApplicable: number;
	readonly missing: number;
	/** A forecast that finds no gap within its horizon: no number, and drawn apart. */
	readonly noneWithin: number;
	readonly beyond: { readonly blue: number; readonly yellow: number; readonly red: number };
}

/** What the forecast writes where it finds no gap at all. */
const noneWithinValue = 999;

const spanRow = z.object({
	indicator: z.string(),
	measure: z.string(),
	low: z.coerce.number().nullable(),
	high: z.coerce.number().nullable(),
	measured: z.coerce.number(),
	not_applicable: z.coerce.number(),
	missing: z.coerce.number(),
	none_within: z.coerce.number(),
	blue: z.coerce.number(),
	yellow: z.coerce.number(),
	red: z.coerce.number()
});
const binRow = z.object({
	indicator: z.string(),
	measure: z.string(),
	bin: z.coerce.number(),
	severity: z.coerce.number().nullable(),
	count: z.coerce.number()
});

interface Asked {
	readonly runId: number;
	readonly asOf: string;
	readonly filter: Filter;
	/** One indicator alone. */
	readonly indicator?: string;
}

const ofIndicator = '($indicator is null or v.indicator = $indicator)';
const joinTier = `join tier_result t on t.run_id = v.run_id and t.subject_type = v.subject_type and t.subject_code = v.subject_code`;
const narrowed = `${among('street', 't.street')} and ${among('sector', 't.sector')}
	and ($any_tier or t.tier is not distinct from cast($tier as tinyint)) and ${ofIndicator}`;
/** What a filter leaves of the values of a run; without one no subject has to be looked up for its place. */
const leftBy = ({ street, sector, tier }: Filter) =>
	street === undefined && sector === undefined && tier === undefined
		? { join: '', where: ofIndicator }
		: { join: joinTier, where: narrowed };
const tierParams = ({ tier }: Filter) => ({
	any_tier: tier === undefined,
	tier: tier === undefined ? null : tierOf(tier)
});
const whole = new Set(['days', 'workdays', 'months', 'people', 'count', 'level', 'flag']);

/** Every indicator of a run as a histogram, counted by the database: two questions for all of them together. */
export async function distributions(reader: Reader, policy: Policy, asked: Asked): Promise<Distribution[]> {
	const params = {
		run: asked.runId,
		street: asked.filter.street ?? null,
		sector: asked.filter.sector ?? null,
		...tierParams(asked.filter),
		indicator: asked.indicator ?? null
	};
	const { join, where } = leftBy(asked.filter);
	const spanSql = `select v.indicator, v.measure,
			quantile_disc(case when v.null_reason is null and v.value <> ${noneWithinValue} then v.value end, 0.02) as low,
			quantile_disc(case when v.null_reason is null and v.value <> ${noneWithinValue} then v.value end, 0.98) as high,
			count(case when v.null_reason is null and v.value is not null then 1 end) as measured,
			count(case when v.null_reason = 'not_applicable' then 1 end) as not_applicable,
			count(case when v.null_reason = 'missing' then 1 end) as missing,
			count(case when v.value = ${noneWithinValue} then 1 end) as none_within,
			count(case when v.severity = 1 then 1 end) as blue, count(case when v.severity = 2 then 1 end) as yellow,
			count(case when v.severity = 3 then 1 end) as red
		from indicator_value v
		${join}
		where v.run_id = $run and ${where}
		group by v.indicator, v.measure
		order by v.indicator, v.measure`;
	const spans = await reader.read(spanSql, usedParams(spanSql, params), spanRow);
	const thresholds = thresholdsOn(policy, asked.asOf);
	const planned = spans.flatMap((span) => {
		const definition = indicators.get(span.indicator);
		if (!definition) return [];
		const unit = definition.measures?.[span.measure]?.unit ?? definition.unit;
		const own = thresholds.filter(
			(line) =>
				line.indicator === span.indicator && (definition.measures ? line.measure === span.measure : true)
		);
		const lines = own.filter((line) => line.band === '');
		const range = valueBins({
			low: span.low,
			high: span.high,
			lines: lines.map(({ bound }) => bound),
			isWhole: whole.has(unit)
		});
		return [{ span, definition, unit, lines, banded: own.filter((line) => line.band !== ''), range }];
	});
	const binSql = `with bin_range as (
			select cast(r->>'$.indicator' as varchar) as indicator, cast(r->>'$.measure' as varchar) as measure,
				cast(r->>'$.low' as double) as low, cast(r->>'$.width' as double) as width, cast(r->>'$.last' as integer) as last
			from unnest(cast($ranges as json[])) as given(r)
		)
		select v.indicator, v.measure,
			greatest(0, least(b.last, cast(floor((v.value - b.low) / b.width + 1e-9) as integer))) as bin,
			v.severity, count(*) as count
		from indicator_value v
		join bin_range b on b.indicator = v.indicator and b.measure = v.measure
		${join}
		where v.run_id = $run and v.null_reason is null and v.value is not null and v.value <> ${noneWithinValue} and ${where}
		group by 1, 2, 3, 4
		order by 1, 2, 3, 4`;
	const binned = await reader.read(
		binSql,
		usedParams(binSql, {
			...params,
			ranges: JSON.stringify(
				planned.flatMap(({ span, range }) =>
					range
						? [
								{
									indicator: span.indicator,
									measure: span.measure,
									low: range.low,
									width: range.width,
									last: range.count - 1
								}
							]
						: []
				)
			)
		}),
		binRow
	);
	const order = [...policy.thresholds.keys()];
	return planned
		.map(({ span, definition, unit, lines, banded, range }): Distribution => {
			const measure = definition.measures?.[span.measure];
			return {
				indicator: span.indicator,
				measure: span.measure,
				group: definition.group,
				subject: definition.subject,
				label: {
					zh: definition.label.zh + (measure ? `（${measure.zh}）` : ''),
					en: definition.label.en + (measure ? ` (${measure.en})` : '')
				},
				meaning: definition.meaning,
				unit,
				worse: policy.thresholds.get(span.indicator)?.worse ?? 'higher',
				range,
				bins: binned
					.filter((one) => one.indicator === span.indicator && one.measure === span.measure)
					.map(({ bin, severity, count }) => ({ bin, severity, count })),
				lines: lines.map(({ severity, op, bound }) => ({ severity, op, bound })),
				banded: banded.map(({ severity, op, bound, band }) => ({ severity, op, bound, band })),
				measured: span.measured,
				notApplicable: span.not_applicable,
				missing: span.missing,
				noneWithin: span.none_within,
				beyond: { blue: span.blue, yellow: span.yellow, red: span.red }
			};
		})
		.sort(
			(a, b) => order.indexOf(a.indicator) - order.indexOf(b.indicator) || a.measure.localeCompare(b.measure)
		);
}

const beyondRow = z.object({
	subject_type: z.enum(['project', 'enterprise']),
	code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	tier: z.coerce.number().nullable(),
	value: z.coerce.number().nullable(),
	severity: z.coerce.number()
});
/** A subject beyond a line. */
export type BeyondLine = z.output<typeof beyondRow>;

/** By what the subjects beyond a line can be ordered. */
export const beyondOrders = {
	name: 't.name',
	street: 't.street',
	value: 'v.value',
	line: 'v.severity',
	tier: 't.tier'
} as const;

/** A part of the subjects of an indicator at or above a severity, the gravest first unless another order is asked for. */
export async function beyondLine(
	reader: Reader,
	asked: Asked & {
		readonly indicator: string;
		readonly measure: string;
		readonly severity: number;
		readonly part: ListPart;
		readonly order: TableOrder | null;
	}
): Promise<BeyondLine[]> {
	return reader.read(
		`select v.subject_type, v.subject_code as code, t.name, t.street, t.tier, v.value, v.severity
		from indicator_value v
		${joinTier}
		where v.run_id = $run and v.measure = $measure and v.severity >= $severity and ${narrowed}
		order by ${askedOrder(asked.order, beyondOrders, 'v.severity desc, t.priority desc nulls last, v.subject_code')}
		limit $limit offset $offset`,
		{
			run: asked.runId,
			street: asked.filter.street ?? null,
			sector: asked.filter.sector ?? null,
			...tierParams(asked.filter),
			indicator: asked.indicator,
			measure: asked.measure,
			severity: asked.severity,
			limit: asked.part.lines,
			offset: asked.part.from
		},
		beyondRow
	);
}
