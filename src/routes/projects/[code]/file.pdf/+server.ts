import { evidenceOf } from '$lib/server/queries/evidence';
import { furniture, paperSpeech, pdfResponse } from '../../../paper';
import { projectStory } from '../story';
import type { PaperEvidence } from './evidence-part';
import { projectBlocks } from './project-paper';
import type { RequestHandler } from './$types';

/** As many figures have their rows printed; the gravest first. */
const mostFigures = 10;

/** 项目风险档案 of a project as PDF, for the day and the reader of its page. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const story = await projectStory(locals, params.code, url);
	const { run, project } = story;
	const contractor = project.contractor.uscc;
	const deciding = [
		...story.figures.map((figure) => ({ figure, subjectType: 'project' as const, subjectCode: params.code })),
		...story.contractorFigures.map((figure) => ({
			figure,
			subjectType: 'enterprise' as const,
			subjectCode: contractor ?? ''
		}))
	]
		.filter(({ figure }) => figure.counts && figure.hasEvidence && (figure.severity ?? 0) >= 1)
		.sort((a, b) => (b.figure.severity ?? 0) - (a.figure.severity ?? 0))
		// Measures of one indicator lead to the same rows.
		.filter(
			({ figure }, index, all) => all.findIndex((one) => one.figure.indicator === figure.indicator) === index
		)
		.slice(0, mostFigures);
	const evidence = await Promise.all(
		deciding.map(async ({ figure, subjectType, subjectCode }): Promise<PaperEvidence> => {
			const { indicator, measure } = figure;
			const request = { runId: run.runId, subjectType, subjectCode, indicator, measure };
			return { figure, groups: await evidenceOf(locals.reader, locals.app.policy, request) };
		})
	);
	const speech = paperSpeech(locals);
	const title = `${speech.t('paper.file.title')} ${project.name}`;
	const blocks = projectBlocks(story, evidence, speech);
	const paper = { title, blocks, ...furniture(locals, speech, run, 'project') };
	return pdfResponse(paper, `${speech.t('paper.file.title')}_${project.code}_${run.asOf}`);
};
