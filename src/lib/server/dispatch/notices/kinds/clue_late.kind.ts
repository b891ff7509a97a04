import { ofClue, openClues } from './clue-steps';
import type { NoticeKind } from './kind';

const steps = { assign: '交办', feedback: '反馈', weekly: '每周跟进', closed: '' } as const;

export default {
	id: 'clue_late',
	about: 'clue',
	label: { zh: '线索超期', en: 'Clue overdue' },
	when: {
		zh: '一条线索的交办、反馈或每周跟进过了期限；每一步只通知一次。',
		en: 'A step of a clue is past its day; told once a step.'
	},
	async find(context) {
		return (await openClues(context)).flatMap((clue) => {
			const { stage, due, late } = clue.clock;
			if (due === null || late === 0 || due < context.since) return [];
			const words = `${steps[stage]}已超期，期限 ${due}`;
			return [ofClue(clue, { key: `${stage}/${due}`, words, day: context.today, late: true })];
		});
	}
} satisfies NoticeKind;
