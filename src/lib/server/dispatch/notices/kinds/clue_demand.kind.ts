import { ofClue, openClues } from './clue-steps';
import type { NoticeKind } from './kind';

const papers = {
	reminder: '到期仍未明确承办，应发提醒函',
	report: '到期仍无进展，应向主要领导通报'
} as const;

export default {
	id: 'clue_demand',
	about: 'clue',
	label: { zh: '线索应发提醒函或通报', en: 'Clue asks for a letter' },
	when: {
		zh: '按政策口径的时限，一条线索应发提醒函或通报。',
		en: 'By the days of the pack a clue asks for a reminder or a report to the head.'
	},
	async find(context) {
		return (await openClues(context)).flatMap((clue) => {
			const { demands } = clue.clock;
			if (demands === null || clue.receivedAt.slice(0, 10) < context.since) return [];
			return [ofClue(clue, { key: demands, words: papers[demands], day: context.today, late: true })];
		});
	}
} satisfies NoticeKind;
