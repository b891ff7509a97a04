import { ofClue, openClues } from './clue-steps';
import type { NoticeKind } from './kind';

export default {
	id: 'clue_due',
	about: 'clue',
	label: { zh: '线索今日到期', en: 'Clue due today' },
	when: { zh: '一条线索的下一步今天到期。', en: 'The next step of a clue is due today.' },
	async find(context) {
		return (await openClues(context))
			.filter(({ clock }) => clock.due === context.today)
			.map((clue) =>
				ofClue(clue, { key: context.today, words: '下一步今天到期，请当日办理', day: context.today })
			);
	}
} satisfies NoticeKind;
