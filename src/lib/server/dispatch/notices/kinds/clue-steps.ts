import type { Clue } from '../../clues/clue-book';
import type { KindContext, Occurrence } from './kind';

const gravity = { late: 2, plain: 1 } as const;

/** What every notice on a clue says: its number and channel, the place, never what the complainant wrote or who it is. */
export function ofClue(
	clue: Clue,
	given: { key: string; words: string; day: string; late?: true }
): Occurrence {
	const { no, channel, projectCode, uscc, street, department, name, acts } = clue;
	const assignedTo = acts.filter(({ act }) => act === 'assigned').at(-1)?.unit;
	return {
		key: `${no}/${given.key}`,
		projectCode,
		uscc,
		street,
		units: [assignedTo, department].flatMap((unit) => unit ?? []),
		level: gravity[given.late ? 'late' : 'plain'],
		title: `线索 ${no}（${channel}${name === null ? '' : `，${name}`}）`,
		words: given.words,
		path: `/clues/${encodeURIComponent(no)}`,
		day: given.day
	};
}

/** Open clues with their clocks, as the page of clues shows them. */
export async function openClues({ clues }: KindContext): Promise<Clue[]> {
	return (await clues()).filter(({ clock }) => clock.stage !== 'closed');
}
