import type { Speech } from '$lib/i18n/context';
import { figures as figuresOf } from '$lib/i18n/figures';
import type { PaperBlock } from '$lib/server/dispatch/paper/paper';
import { courseOf, historyOf, partiesOf } from './course-part';
import { evidenceOf, type PaperEvidence } from './evidence-part';
import { clausesOf, figuresTable, lowerOf, whyOf } from './judged-part';
import { monthsOf, runwayOf } from './money-part';
import { signedTier, type Story } from './story-words';

const heading = (text: string): PaperBlock => ({ kind: 'heading', text });

function factsOf({ project }: Story, { t, lang }: Speech): PaperBlock {
	const { wan, integer, decimal } = figuresOf(lang);
	const said = (value: string | null) => value ?? t('dash');
	const payDay =
		project.payDay === null
			? t('project.pay_day.none')
			: t(project.payInNextMonth ? 'project.pay_day.next' : 'project.pay_day.this', { day: project.payDay });
	return {
		kind: 'facts',
		columns: 2,
		facts: [
			[t('filter.street'), project.street ?? t('filter.unknown_street')],
			[t('filter.sector'), project.sector ?? t('filter.unknown_sector')],
			[t('project.owner'), said(project.owner.name)],
			[t('project.contractor'), said(project.contractor.name)],
			[t('project.department'), said(project.department)],
			[t('project.status'), said(project.status)],
			[
				t('project.contract'),
				project.contractFen === null ? t('dash') : `${wan(project.contractFen)} ${t('unit.wan')}`
			],
			[t('project.dates'), `${said(project.startDate)} – ${said(project.plannedEnd)}`],
			[t('project.pay_day'), payDay],
			[t('project.unpaid'), `${wan(project.unpaidFen)} ${t('unit.wan')}`],
			[t('project.workers'), `${integer(project.workers)} ${t('unit.people')}`],
			[
				t('project.score'),
				`${decimal(project.score, 1)} · ${t('project.priority')} ${decimal(project.priority, 0)}`
			]
		]
	};
}

/** 项目风险档案: everything that the page of a project tells, as one document to be read and filed. */
export function projectBlocks(
	story: Story,
	evidence: readonly PaperEvidence[],
	speech: Speech
): PaperBlock[] {
	const { t } = speech;
	const { project, run } = story;
	return [
		{
			kind: 'title',
			text: t('paper.file.title'),
			under: t('paper.file.under', {
				name: project.name,
				code: project.code,
				tier: signedTier(project.tier, speech),
				day: run.asOf
			})
		},
		heading(t('paper.file.facts')),
		factsOf(story, speech),
		heading(t('paper.file.why')),
		...whyOf(story, speech),
		heading(t('paper.file.clauses')),
		clausesOf(story, speech),
		heading(t('paper.file.figures')),
		...figuresTable(story, speech),
		heading(t('paper.file.evidence')),
		...evidenceOf(evidence, speech),
		heading(t('paper.file.months')),
		...monthsOf(story, speech),
		heading(t('paper.file.runway')),
		runwayOf(story, speech),
		heading(t('paper.file.history')),
		historyOf(story, speech),
		heading(t('paper.file.lower')),
		...lowerOf(story, speech),
		heading(t('paper.file.parties')),
		...partiesOf(story, speech),
		heading(t('paper.file.course')),
		courseOf(story, speech),
		{ kind: 'gap', height: 10 },
		{ kind: 'note', text: t('paper.file.closing') }
	];
}
