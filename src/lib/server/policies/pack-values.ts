import { z } from 'zod';

import projects from '$lib/domain/feeds/projects.feed';
import { parameterNames } from './parameter-names';
import type { ParameterName } from './parameter-names';

type ProjectColumn = (typeof projects.columns)[number];
type ValuesOf<N extends string> = Extract<ProjectColumn, { name: N; type: 'enum' }>['values'];

/** The values a column of the projects feed allows, so that pack and data never drift apart. */
export function valuesOf<N extends string>(name: N): ValuesOf<N> {
	const column = projects.columns.find((candidate) => candidate.name === name);
	return (column as unknown as { values: ValuesOf<N> }).values;
}

/** Every key of `names` optional, no other key allowed. */
export function optionalKeys<N extends string, S extends z.ZodType>(names: readonly N[], shape: S) {
	const keys = Object.fromEntries(names.map((name) => [name, shape.optional()]));
	return z.strictObject(keys as { [K in N]: z.ZodOptional<S> });
}

/** Sectors of building work, as the projects feed names them. */
export const sectors = valuesOf('sector');
export type Sector = (typeof sectors)[number];

/** 0 normal … 3 worst; 灰 is no severity. */
export const severity = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
/** Colour tokens that the design system knows. */
export const colour = z.enum(['red', 'orange', 'yellow', 'blue', 'green', 'black', 'grey', 'plain']);
/** Who can be made responsible; what each is called locally follows from the project and the departments. */
export const role = z.enum([
	'owner_unit',
	'industry_department',
	'unit',
	'functional_area',
	'hrss',
	'petition_office',
	'police',
	'tendering_party',
	'upper_department',
	/** The one that `department` names. */
	'department'
]);
/** A name that `parameters` may hold. */
export const parameterName = z.enum(Object.keys(parameterNames) as [ParameterName, ...ParameterName[]]);

/** What narrows a trigger, in the words of the feeds; how it is read stands in the trigger's own file. */
export const triggerWhen = z.strictObject({
	petition_level: z.array(z.enum(['区', '市', '省', '京'])).optional(),
	/** The progress payment covers the wages already. */
	progress_covers_wage: z.literal(true).optional(),
	project_class: z.array(z.enum(valuesOf('project_class'))).optional(),
	/** Channels of clues. */
	channel: z.array(z.string()).optional(),
	/** Ordered to correct, and still open. */
	ordered_unpaid: z.literal(true).optional(),
	/** A petition or clue about the same project or enterprise. */
	with_petition: z.literal(true).optional(),
	/** Cases over the line of the task force. */
	major: z.literal(true).optional()
});

/** Conditions of a routing rule; all that are given must hold. */
export const when = z.strictObject({
	subject: z.array(z.enum(['project', 'enterprise'])).optional(),
	project_class: z.array(z.enum(valuesOf('project_class'))).optional(),
	funding_type: z.array(z.enum(valuesOf('funding_type'))).optional(),
	tender_by: z.array(z.enum(valuesOf('tender_by'))).optional(),
	sector: z.array(z.enum(sectors)).optional(),
	matter: z.array(z.enum(['争议', '涉嫌犯罪', '跨区域'])).optional()
});
