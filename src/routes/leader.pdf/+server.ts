import { error } from '@sveltejs/kit';
import { runwayList } from '$lib/server/queries/runway-list';
import { leaderBoard } from '../leader-board';
import { furniture, paperSpeech, pdfResponse, scopeWords } from '../paper';
import { leaderBlocks } from './leader-paper';
import type { RequestHandler } from './$types';

/** The one-minute page on one sheet of A4, of the same day and filter as the page. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const data = await leaderBoard(locals, url);
	if (!data.board) error(404);
	const { run, filter } = data;
	const speech = paperSpeech(locals);
	const { t } = speech;
	const missed = await runwayList(locals.reader, { runId: run.runId, asOf: run.asOf, filter });
	const title = t('paper.leader.title', { name: locals.app.policy.name });
	const compared = run.before ? t('map.compared', { day: run.before }) : t('map.no_compare');
	const blocks = leaderBlocks(data, missed, speech, {
		title,
		beside: `${t('map.scored', { day: run.asOf })}　${compared}\n${scopeWords(filter, speech)}`
	});
	const paper = {
		title,
		isLandscape: true,
		isSheet: true,
		blocks,
		...furniture(locals, speech, run, 'leader')
	};
	return pdfResponse(paper, `${title}_${run.asOf}`);
};
