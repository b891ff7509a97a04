import { z } from 'zod';
import type { AlertNews } from '$lib/domain/alert';
import type { Policy } from '../../../policies/policy';
import type { KindContext, NoticeKind, Occurrence } from './kind';

const row = z.object({
	subject_type: z.enum(['project', 'enterprise']),
	subject_code: z.string(),
	day: z.string(),
	level: z.coerce.number(),
	now: z.coerce.number(),
	name: z.string().nullable(),
	street: z.string().nullable(),
	sector: z.string().nullable(),
	workers: z.coerce.number().nullable(),
	unpaid_fen: z.coerce.number().nullable(),
	snoozed_until: z.string().nullable()
});

const levelName = (policy: Policy, level: number) =>
	policy.levels.find(({ severity }) => severity === level)?.name ?? String(level);

const fenInWan = 1_000_000;

async function find(news: AlertNews, sentence: (level: string) => string, context: KindContext) {
	const { reader, policy, since, today } = context;
	const rows = await reader.read(
		`select v.subject_type, v.subject_code, cast(v.happened_on as varchar) as day, v.level, a.level as now, t.name,
			t.street, t.sector, t.workers_exposed as workers, t.unpaid_fen, a.state->>'$.snoozedUntil' as snoozed_until
		from alert_event v
		join alert a on a.subject_type = v.subject_type and a.subject_code = v.subject_code
		left join tier_result t on t.subject_type = v.subject_type and t.subject_code = v.subject_code
			and t.run_id = (select run_id from score_run where series = 'current' order by as_of desc, run_id desc limit 1)
		where v.kind = $news and v.happened_on >= cast($since as date)
		order by v.happened_on, v.subject_type, v.subject_code`,
		{ news, since },
		row
	);
	return rows.map((one): Occurrence => {
		const facts = [
			...(one.workers ? [`涉及 ${one.workers} 人`] : []),
			...(one.unpaid_fen ? [`未付 ${(one.unpaid_fen / fenInWan).toFixed(1)} 万元`] : [])
		];
		const isProject = one.subject_type === 'project';
		return {
			key: `${one.subject_type}/${one.subject_code}/${one.day}`,
			projectCode: isProject ? one.subject_code : null,
			uscc: isProject ? null : one.subject_code,
			street: one.street,
			sector: one.sector,
			level: one.level,
			title: one.name ?? one.subject_code,
			words: [sentence(levelName(policy, one.level)), ...facts].join('，'),
			path: `/alerts/${one.subject_type}/${encodeURIComponent(one.subject_code)}`,
			day: one.day,
			muted:
				one.snoozed_until !== null && today <= one.snoozed_until ? `预警已静默至 ${one.snoozed_until}` : null
		};
	});
}

/** What the state machine of alerts says has happened, as a kind of notice. */
export function alertNews(
	news: AlertNews,
	words: Pick<NoticeKind, 'label' | 'when'>,
	sentence: (level: string) => string
): NoticeKind {
	return {
		id: `alert_${news}`,
		about: 'alert',
		...words,
		find: (context) => find(news, sentence, context)
	};
}
