import type { TierKey } from '$lib/domain/tier-key';
import type { Speech } from '$lib/i18n/context';
import { courseWord } from '$lib/i18n/course';
import type { PaperBlock } from '$lib/server/dispatch/paper/paper';
import { listed, signedTier, type Story } from './story-words';

/** Stretches of days in one tier, the newest first. */
export function historyOf({ history }: Story, speech: Speech): PaperBlock {
	const { t } = speech;
	const stretches: { from: string; to: string; tier: TierKey }[] = [];
	for (const { day, restated, published } of history) {
		const tier = restated ?? published;
		if (tier === null) continue;
		const last = stretches.at(-1);
		if (last?.tier === tier) last.to = day;
		else stretches.push({ from: day, to: day, tier });
	}
	return {
		kind: 'list',
		size: 9.5,
		items:
			stretches.length === 0
				? [t('paper.file.history.none')]
				: stretches
						.toReversed()
						.map(({ from, to, tier }) =>
							t('paper.file.history.line', { from, to, tier: signedTier(tier, speech) })
						)
	};
}

/** Who is responsible, and which of the systems against arrears stand. */
export function partiesOf({ parties: { persons, missing, lines } }: Story, speech: Speech): PaperBlock[] {
	const { t } = speech;
	const systems = (['met', 'lacking', 'exempt', null] as const).flatMap((state) => {
		const items = lines.filter((line) => line.state === state).map(({ item }) => t(`systems.item.${item}`));
		const word = t(`systems.state.${state ?? 'unknown'}`);
		return items.length === 0 ? [] : [[word, listed(items, speech)] as const];
	});
	return [
		{
			kind: 'facts',
			columns: 2,
			facts: [
				...persons.map(
					({ role, dept, post, person }) => [role, [dept, person, post].filter(Boolean).join(' ')] as const
				),
				...missing.map((role) => [role, t('systems.persons.missing')] as const)
			]
		},
		systems.length === 0
			? { kind: 'text', text: t('systems.finished'), size: 9.5 }
			: { kind: 'facts', columns: 1, facts: systems }
	];
}

/** What happened, the newest first. */
export function courseOf({ course }: Story, { t }: Speech): PaperBlock {
	return {
		kind: 'table',
		size: 8.5,
		columns: [
			{ head: t('paper.file.course.day'), weight: 15 },
			{ head: t('paper.file.course.kind'), weight: 9 },
			{ head: t('paper.file.course.what'), weight: 50 },
			{ head: t('paper.file.course.who'), weight: 14 }
		],
		rows: course.map((event) => [
			event.at,
			t(`course.kind.${event.kind}`),
			[courseWord(event, t), event.words].filter(Boolean).join(' '),
			event.actor ?? ''
		]),
		empty: t('course.none')
	};
}
