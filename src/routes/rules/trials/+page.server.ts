import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { startRun } from '$jobs/run';
import { boundOf } from '$lib/domain/bound-field';
import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { indicators } from '$lib/server/indicators/registry';
import { distributions } from '$lib/server/queries/indicator-distribution';
import { indicatorLabels } from '$lib/server/queries/indicator-labels';
import { latestRun } from '$lib/server/queries/latest-run';
import { ruleTrials } from '$lib/server/queries/rule-trials';
import { valueCounts } from '$lib/server/queries/value-counts';
import { askTrial, trialWeeks } from '$lib/server/scoring/trials/trial-book';
import { linesOf, type TriedLine } from '$lib/server/scoring/trials/tried-policy';
import { say } from '../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const judgedLast = (locals: App.Locals) => latestRun(locals.reader, shanghaiDay(locals.app.clock()));

/** Indicators that have lines on the day, in the order of the pack. */
function triable(locals: App.Locals, day: string) {
	return [...locals.app.policy.thresholds.keys()].flatMap((id) => {
		const definition = indicators.get(id);
		const hasLines = linesOf(locals.app.policy, id, day).length > 0;
		return definition && definition.unit !== 'flag' && hasLines
			? [{ id, label: definition.label, group: definition.group }]
			: [];
	});
}

const unitOf = (indicator: string, measure: string) => {
	const definition = indicators.get(indicator);
	return definition?.measures?.[measure]?.unit ?? definition?.unit ?? '';
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const run = await judgedLast(locals);
	const trials = await ruleTrials(locals.reader);
	const labels = indicatorLabels(trials.flatMap(({ lines }) => lines.map(({ indicator }) => indicator)));
	const list = trials.map(({ report: _report, ...trial }) => ({
		...trial,
		lines: trial.lines.map((line) => ({ ...line, unit: unitOf(line.indicator, line.measure) }))
	}));
	if (!run) return { run, indicators: [], chosen: null, trials: list, labels, weeks: trialWeeks };
	const { policy } = locals.app;
	const choices = triable(locals, run.asOf);
	const chosen = choices.find(({ id }) => id === url.searchParams.get('indicator')) ?? choices[0] ?? null;
	if (!chosen) return { run, indicators: choices, chosen, trials: list, labels, weeks: trialWeeks };
	const asked = { runId: run.runId, asOf: run.asOf, filter: {}, indicator: chosen.id };
	const [found, values] = await Promise.all([
		distributions(locals.reader, policy, asked),
		valueCounts(locals.reader, asked)
	]);
	return {
		run,
		indicators: choices,
		chosen: {
			...chosen,
			lines: linesOf(policy, chosen.id, run.asOf).map(({ measure, band, severity, op, bound }) => ({
				measure,
				band,
				severity,
				op,
				bound,
				unit: unitOf(chosen.id, measure)
			})),
			distributions: found,
			values
		},
		trials: list,
		labels,
		weeks: trialWeeks
	};
};

const asked = z.object({
	indicator: z.string().max(100),
	weeks: z.coerce
		.number()
		.refine((weeks): weeks is (typeof trialWeeks)[number] =>
			(trialWeeks as readonly number[]).includes(weeks)
		),
	words: z.string().max(500).default('')
});

export const actions: Actions = {
	default: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		const given = asked.safeParse(Object.fromEntries(form));
		const run = await judgedLast(locals);
		if (!given.success || !run) return fail(400, { refusal: '填写的内容不完整，请检查后再提交。' });
		const { indicator, weeks, words } = given.data;
		const lines: TriedLine[] = [];
		for (const { measure, band, severity } of linesOf(locals.app.policy, indicator, run.asOf)) {
			const text = form.get(`bound|${measure}|${band}|${severity}`);
			const bound = boundOf(String(text ?? ''), unitOf(indicator, measure));
			if (bound === undefined) return fail(400, { refusal: `“${String(text)}”不是数字，请改后再提交。` });
			lines.push({ indicator, measure, band, severity, bound });
		}
		let id: number;
		try {
			id = await askTrial(locals.app, { lines, weeks, to: run.asOf, words }, locals.actor);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
		// A run that is going on takes this one up when it is through with the one before.
		const started = await startRun(locals.app, 'trial', {
			trigger: 'person',
			order: { day: null, actor: locals.actor }
		});
		started.ended.catch(() => undefined);
		say(event, 'run.started');
		redirect(303, `/rules/trials/${id}`);
	}
};
