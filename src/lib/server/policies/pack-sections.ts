import { z } from 'zod';

import { feeds } from '$lib/domain/feeds';
import { datedNumbers, day, sourced, words } from './entry-shape';
import {
	colour,
	optionalKeys,
	parameterName,
	role,
	sectors,
	severity,
	triggerWhen,
	valuesOf,
	when
} from './pack-values';
import { parameterNames } from './parameter-names';
import type { ParameterName } from './parameter-names';
import { thresholdTable } from './threshold-shape';

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
		z.strictObject({
			rhythm: words,
			due_every_days: datedNumbers.default([]),
			allowed_lag_days: datedNumbers
		})
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
				when: triggerWhen.optional(),
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
	winter_windows: z
		.array(
			sourced({
				id: words,
				zh: words,
				start: day,
				end: day,
				/** The day by which everything is to be cleared; the last day where it is not given. */
				clear_by: day.optional()
			}).refine((window) => window.start < window.end, { error: '冬季行动的 end 要晚于 start' })
		)
		.optional()
};
