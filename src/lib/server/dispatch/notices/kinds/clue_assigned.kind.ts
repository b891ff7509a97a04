import { ofClue } from './clue-steps';
import type { NoticeKind } from './kind';

export default {
	id: 'clue_assigned',
	about: 'clue',
	label: { zh: '线索交办', en: 'Clue assigned' },
	when: { zh: '一条线索交办到了单位。', en: 'A clue was assigned to a unit.' },
	async find({ clues, since }) {
		return (await clues()).flatMap((clue) =>
			clue.acts
				.filter(({ act, at }) => act === 'assigned' && at.slice(0, 10) >= since)
				.map(({ at, unit }) => ({
					...ofClue(clue, {
						key: at,
						words: `已交办${unit ?? ''}，请按时限反馈${clue.clock.due === null ? '' : `，下一步期限 ${clue.clock.due}`}`,
						day: at.slice(0, 10)
					}),
					units: unit === null ? [] : [unit]
				}))
		);
	}
} satisfies NoticeKind;
