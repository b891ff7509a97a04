import { error, fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { alertStates } from '$lib/domain/alert';
import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { Tier } from '$lib/domain/severity';
import { tierKey } from '$lib/domain/tier-key';
import { actOnAlert, conclusions } from '$lib/server/alerts/alert-book';
import { attachmentsOf } from '$lib/server/dispatch/attachments/attachment-book';
import { alertEvents, alertList, type AlertLine } from '$lib/server/queries/alert-list';
import { indicatorLabels } from '$lib/server/queries/indicator-labels';
import { latestRun } from '$lib/server/queries/latest-run';
import { subjectFigures } from '$lib/server/queries/subject-figures';
import { say, undoReason } from '../../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

async function found(locals: App.Locals, params: { type: string; code: string }) {
	const [alert] = await alertList(locals.reader, {
		filter: {},
		states: alertStates,
		code: params.code,
		limit: 1
	});
	if (!alert || alert.type !== params.type) error(404, '没有这条预警，或您无权查看。');
	return alert;
}

/** What decided, gravest first, with its lines: the figures of the last judgement that the alert rests on. */
async function deciding(locals: App.Locals, { type, code, fired }: AlertLine) {
	const run = await latestRun(locals.reader, shanghaiDay(locals.app.clock()));
	if (!run) return { asOf: null, figures: [] };
	const figures = await subjectFigures(locals.reader, locals.app.policy, { ...run, type, code });
	return {
		asOf: run.asOf,
		figures: figures
			.filter(({ indicator, severity }) => fired.includes(indicator) && (severity ?? 0) > 0)
			.sort((a, b) => (b.severity ?? 0) - (a.severity ?? 0))
	};
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const alert = await found(locals, params);
	const { asOf, figures } = await deciding(locals, alert);
	return {
		alert,
		asOf,
		figures: figures.map((figure) => ({ ...figure, tier: tierKey(figure.severity) })),
		tier: tierKey(alert.tier as Tier),
		level: tierKey(alert.level as Tier),
		events: await alertEvents(locals.reader, alert.type, alert.code),
		labels: indicatorLabels(alert.fired),
		conclusions,
		files: await attachmentsOf(locals.reader, { about: 'alert', aboutNo: alert.code })
	};
};

const kinds = [
	'claim',
	'note',
	'snooze',
	'false_alarm',
	'evidence',
	'accept',
	'reject',
	'reopen',
	'release',
	'wake',
	'withdraw'
] as const;

/** The act that takes another one back, where there is one and it would leave things as they were. */
function inverse(
	kind: (typeof kinds)[number],
	{ state, snoozedUntil }: { state: string; snoozedUntil: string | null }
) {
	if (kind === 'claim') return state === 'open' ? 'release' : null;
	if (kind === 'snooze') return snoozedUntil === null ? 'wake' : null;
	if (kind === 'evidence') return state === 'claimed' ? 'withdraw' : null;
	if (kind === 'release') return 'claim';
	if (kind === 'false_alarm') return 'reopen';
	if (kind === 'reopen') return state === 'false_alarm' ? 'false_alarm' : null;
	return null;
}
const shape = z.object({
	kind: z.enum(kinds),
	words: z.string().max(1000).default(''),
	until: z.string().max(10).optional(),
	conclusion: z.enum(conclusions).optional(),
	seen: z.coerce.number().int().min(0)
});

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request } = event;
		const alert = await found(locals, params);
		const given = shape.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return fail(400, { refusal: '填写的内容过长或不完整，请检查后再提交。' });
		const { kind, words, seen, until, conclusion } = given.data;
		const { warehouse, policy, clock } = locals.app;
		try {
			await actOnAlert(
				warehouse,
				policy,
				clock,
				{ type: alert.type, code: alert.code },
				{ kind, words, seen, ...(until && { until }), ...(conclusion && { conclusion }) },
				locals.actor
			);
		} catch (cause) {
			if (!(cause instanceof RiskError)) throw cause;
			return fail(409, { refusal: cause.message });
		}
		const path = `/alerts/${alert.type}/${alert.code}`;
		const back = inverse(kind, alert);
		const fields = back && { kind: back, words: undoReason, seen: String(seen + 1) };
		const values = { name: alert.name, until: until ?? '' };
		say(event, `alert.${kind}`, values, fields && { action: path, fields });
		redirect(303, path);
	}
};
