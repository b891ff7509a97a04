import { z } from 'zod';

import { feeds } from '$lib/domain/feeds';
import projects from '$lib/domain/feeds/projects.feed';
import { datedNumbers, day, sourced, words } from './entry-shape';
import { parameterNames } from './parameter-names';
import type { ParameterName } from './parameter-names';
import { thresholdTable } from './threshold-shape';

type ProjectColumn = (typeof projects.columns)[number];
type ValuesOf<N extends string> = Extract<ProjectColumn, { name: N; type: 'enum' }>['values'];

/** The values a column of the projects feed allows, so that pack and data never drift apart. */
function valuesOf<N extends string>(name: N): ValuesOf<N> {
	const column = projects.columns.find((candidate) => candidate.name === name);
	return (column as unknown as { values: ValuesOf<N> }).values;
}

/** Every key of `names` optional, no other key allowed. */
function optionalKeys<N extends string, S extends z.ZodType>(names: readonly N[], shape: S) {
	const keys = Object.fromEntries(names.map((name) => [name, shape.optional()]));
	return z.strictObject(keys as { [K in N]: z.ZodOptional<S> });
}

export const sectors = valuesOf('sector');
export type Sector = (typeof sectors)[number];

const severity = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
const colour = z.enum(['red', 'orange', 'yellow', 'blue', 'green', 'black', 'grey', 'plain']);
/** Who can be made responsible; what each is called locally follows from the project and the departments. */
const role = z.enum([
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
const parameterName = z.enum(Object.keys(parameterNames) as [ParameterName, ...ParameterName[]]);

const when = z.strictObject({
	subject: z.array(z.enum(['project', 'enterprise'])).optional(),
	project_class: z.array(z.enum(valuesOf('project_class'))).optional(),
	funding_type: z.array(z.enum(valuesOf('funding_type'))).optional(),
	tender_by: z.array(z.enum(valuesOf('tender_by'))).optional(),
	sector: z.array(z.enum(sectors)).optional(),
	matter: z.array(z.enum(['争议', '涉嫌犯罪', '跨区域'])).optional()
});

/** Sections that the default file and every pack may hold; what a section means is in docs/write-a-pack.md. */
export const sections = {
	documents: z
		.array(
			z.strictObject({
				id: words,
				title: words,
				number: words.optional(),
				issuer: words,
				from: day.optional(),
				until: day.optional(),
				status: words,
				note: words.optional()
			})
		)
		.optional(),
	levels: z.array(z.strictObject({ severity, name: words, colour, meaning: words })).optional(),
	grey: z.strictObject({ name: words, colour, meaning: words }).optional(),
	parameters: optionalKeys(Object.keys(parameterNames) as ParameterName[], datedNumbers).optional(),
	thresholds: z.record(words, thresholdTable).optional(),
	labour_cost_floors: optionalKeys(sectors, datedNumbers).optional(),
	score_weights: z
		.strictObject({ A: datedNumbers, B: datedNumbers, C: datedNumbers, D: datedNumbers, E: datedNumbers })
		.optional(),
	feeds: optionalKeys(
		[...feeds.keys()],
		z.strictObject({ rhythm: words, allowed_lag_days: datedNumbers })
	).optional(),
	departments: z
		.array(
			sourced({
				id: words,
				/** Row in the document's own list of duties. */
				list_no: z.int().optional(),
				name: words,
				aliases: z.array(words).default([]),
				role: z.enum(['lead', 'industry', 'support', 'unit', 'justice', 'owner']),
				duties: words
			})
		)
		.optional(),
	sectors: z.array(sourced({ id: z.enum(sectors), department: words })).optional(),
	project_classes: z.array(sourced({ id: z.enum(valuesOf('project_class')), meaning: words })).optional(),
	routing: z
		.array(
			sourced({
				id: words,
				zh: words,
				when,
				main: role,
				department: words.optional(),
				support: z.array(role).default([])
			}).refine((rule) => (rule.main === 'department') === (rule.department !== undefined), {
				error: 'main 写 department 时要写 department 是哪个部门，其他时候不写'
			})
		)
		.optional(),
	clocks: z
		.array(
			sourced({
				id: words,
				zh: words,
				about: z.enum(['clue', 'alert', 'project', 'account', 'deposit', 'disbursement', 'platform', 'fund']),
				severity: severity.optional(),
				starts: words,
				limit: datedNumbers.optional(),
				parameter: parameterName.optional(),
				day_kind: z.enum(['natural', 'working', 'month', 'weekday']),
				owner: words,
				action: words,
				letter: words.optional()
			}).refine((clock) => (clock.limit === undefined) !== (clock.parameter === undefined), {
				error: '时限要写 limit 或 parameter 其中一个，不能都写或都不写'
			})
		)
		.optional(),
	funds: z
		.array(
			sourced({
				id: words,
				zh: words,
				holder: words,
				per: z.enum(['jurisdiction', 'unit']),
				floor_wan: datedNumbers,
				use: words
			})
		)
		.optional(),
	guarantee_lines: z.array(sourced({ id: words, order: z.int().min(1), zh: words, use: words })).optional(),
	triggers: z
		.array(
			sourced({
				id: words,
				zh: words,
				condition: words,
				parameters: z.array(parameterName).default([]),
				owner: words,
				action: words,
				letter: words.optional()
			})
		)
		.optional(),
	reports: z
		.array(
			sourced({
				id: words,
				zh: words,
				rhythm: z.enum(['weekly', 'monthly', 'quarterly', 'yearly', 'campaign', 'on_trigger']),
				weekday: z.int().min(1).max(7).optional(),
				day_of_month: z.int().min(1).max(31).optional(),
				dates: z.array(day).default([]),
				to: words
			})
		)
		.optional(),
	letters: z
		.array(sourced({ id: words, zh: words, number: words.optional(), sent_by: words, sent_to: words }))
		.optional(),
	penalties: z
		.array(sourced({ id: words, zh: words, low_wan: z.number(), high_wan: z.number(), unit: words }))
		.optional(),
	institutions: z
		.array(
			sourced({
				id: words,
				kind: z.enum(['银行', '保险公司', '工程担保公司']),
				status: z.enum(['办理', '暂停新业务'])
			})
		)
		.optional(),
	winter_windows: z.array(sourced({ id: words, zh: words, start: day, end: day })).optional()
};

/** data/policies/default.yaml: the sections that every pack starts from. */
export const defaultShape = z.strictObject(sections);

/** data/policies/<code>.yaml: one jurisdiction. */
export const packShape = z.strictObject({
	code: words,
	name: words,
	short_name: words,
	level: z.enum(['district', 'county', 'prefecture']),
	province: words,
	extends: z.literal('default').optional(),
	contact: z
		.strictObject({
			office: words,
			phone: words.optional(),
			email: words.optional(),
			address: words.optional()
		})
		.optional(),
	more_units: z
		.array(
			z.strictObject({
				code: words.nullable(),
				name: words,
				kind: words,
				aliases: z.array(words).default([]),
				row: z.int(),
				col: z.int()
			})
		)
		.default([]),
	unit_aliases: z.record(words, z.array(words)).default({}),
	...sections
});

export type Sections = z.output<typeof defaultShape>;
export type Pack = z.output<typeof packShape>;
