import { error } from '@sveltejs/kit';
import { shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import { withoutExempted, type Figure } from '$lib/domain/figure';
import { parseFilter } from '$lib/domain/filter';
import { tierKey, tierOf } from '$lib/domain/tier-key';
import { courseLine } from '$lib/i18n/course';
import { figureOf, figures } from '$lib/i18n/figures';
import { lineText, whySentences } from '$lib/i18n/why';
import { translator } from '$lib/i18n/words';
import zh from '$lib/i18n/zh';
import { projectFileDocx } from '$lib/server/dispatch/documents/project-file';
import { asJudged } from '$lib/server/queries/exemption-list';
import { latestRun } from '$lib/server/queries/latest-run';
import { projectFacts } from '$lib/server/queries/project-facts';
import { projectRunway } from '$lib/server/queries/project-runway';
import { subjectCourse } from '$lib/server/queries/subject-course';
import { subjectFigures } from '$lib/server/queries/subject-figures';
import { tierNames } from '$lib/server/queries/tier-names';
import { keptAnswer } from '$lib/server/scoring/counterfactual/answers';
import type { RequestHandler } from './$types';

const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
// Papers of an office are in its language, whatever the reader has chosen for the pages.
const t = translator(zh);
const numbers = figures('zh');
const { integer, wan } = numbers;
const text = (value: string | null) => value ?? '—';
const values = (parts: readonly (string | null)[]) => parts.filter(Boolean).join(' · ') || '—';

const written = (value: number | null, unit: string) => {
	const found = figureOf(value, unit, { figures: numbers, t });
	return found.unit ? `${found.number} ${found.unit}` : found.number;
};

/** 项目风险档案 of a project as a Word document. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { reader, app, viewer } = locals;
	const { policy, clock } = app;
	const run = await latestRun(reader, parseFilter(url.searchParams).asOf ?? shanghaiDay(clock()));
	const { code } = params;
	const project = run && (await projectFacts(reader, { runId: run.runId, beforeRunId: null, code }));
	if (!run || !project) error(404);
	const { runId, asOf } = run;
	const names = tierNames(policy);
	const speech = { lang: 'zh' as const, t, tierName: (key: keyof typeof names) => names[key].name };
	const contractor = project.contractor.uscc;
	const below = tierOf(project.tier);
	const [own, contractors, runway, kept, course, exempt] = await Promise.all([
		subjectFigures(reader, policy, { runId, asOf, type: 'project', code }),
		contractor ? subjectFigures(reader, policy, { runId, asOf, type: 'enterprise', code: contractor }) : [],
		projectRunway(reader, { runId, code }),
		below ? keptAnswer(reader, { runId, project: code, below }) : null,
		subjectCourse(reader, { type: 'project', code, asOf }),
		asJudged(reader, { runId, type: 'project', code })
	]);
	const exempted = exempt?.exempted ?? [];
	const projectFigures = withoutExempted(own, exempted);
	const contractorFigures = withoutExempted(
		contractors.filter((figure) => figure.group === 'E' && figure.indicator !== 'gc_contagion'),
		exempted
	);
	const evidenceOf = (figure: Figure): readonly [string, string, string, string, string] => {
		const line = figure.thresholds.find(({ severity, band }) => severity === figure.severity && band === '');
		return [
			figure.zh,
			written(figure.value, figure.unit),
			names[tierKey(figure.severity)].name,
			line ? lineText(line, figure.unit, speech) : '—',
			figure.basis
		];
	};
	const answer = kept?.answer;
	const isCovered = { true: '够发', false: '不够', null: '不明' } as const;
	const bytes = await projectFileDocx({
		name: project.name,
		code,
		jurisdiction: policy.name,
		asOf,
		scoredAt: run.scoredAt.slice(0, 16),
		runId,
		madeBy: viewer.account?.name ?? '未登录人员',
		madeAt: shanghaiTime(clock()).slice(0, 16),
		tier: names[project.tier].name,
		facts: [
			['属地 · 行业', values([project.street, project.sector])],
			['建设单位', text(project.owner.name)],
			['施工总承包单位', text(project.contractor.name)],
			['行业主管部门', text(project.department)],
			['合同总额', project.contractFen === null ? '—' : `${wan(project.contractFen)} 万元`],
			['逾期未付工资', `${wan(project.unpaidFen)} 万元`],
			['涉及工人', `${integer(project.workers)} 人`]
		],
		why: whySentences(
			{
				tier: project.tier,
				clause: project.clause,
				fired: project.fired,
				figures: projectFigures,
				contractorFigures
			},
			speech
		),
		evidence: [...projectFigures, ...contractorFigures]
			.filter(({ severity, counts }) => counts && (severity ?? 0) >= 1)
			.sort((a, b) => (b.severity ?? 0) - (a.severity ?? 0))
			.map(evidenceOf),
		runway: runway.map((day) => [
			day.dueDate,
			wan(day.owedFen),
			wan(day.inflowFen),
			wan(day.leftFen),
			isCovered[`${day.covered}`]
		]),
		lower: [
			answer === undefined
				? below
					? '尚未推算；请在项目页“怎样才能降级”中推算后再出档案。'
					: '本项目不在预警等级内，无须降级。'
				: answer.kind === 'below_already'
					? '按现有数据已低于该等级。'
					: answer.sentence.zh
		],
		// On file it is read from the beginning.
		course: course.toReversed().map((event) => [event.at, courseLine(event, t), event.actor ?? '—'])
	});
	const name = encodeURIComponent(`项目风险档案_${code}_${asOf}.docx`);
	return new Response(new Uint8Array(bytes), {
		headers: { 'content-type': type, 'content-disposition': `attachment; filename*=UTF-8''${name}` }
	});
};
