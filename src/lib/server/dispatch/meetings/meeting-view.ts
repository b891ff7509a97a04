import type { Reader, Warehouse } from '../../warehouse/warehouse';
import { tierCounts } from './agenda';
import { meetingByNo, type Meeting } from './meeting-book';
import { visibleCodes } from './visible-codes';

/**
 * A meeting as somebody may see it: the snapshot is one text for everybody, so what stands in it of subjects that the
 * reader may not see is left out, and tiers are counted anew over what is seen.
 * @param reader sees only what the person may see
 */
export async function meetingSeenBy(
	warehouse: Warehouse,
	reader: Reader,
	no: number
): Promise<Meeting | null> {
	const meeting = await meetingByNo(warehouse, no);
	if (!meeting) return null;
	const { snapshot, decisions } = meeting;
	const named = (type: string) => [
		...snapshot.items.filter((item) => item.subject_type === type).map((item) => item.subject_code),
		...(type === 'project' ? snapshot.gone.map((item) => item.subject_code) : []),
		...(type === 'clue' ? snapshot.gone.map((item) => item.subject_code) : [])
	];
	const [projects, clues] = await Promise.all([
		visibleCodes(reader, 'project', named('project')),
		visibleCodes(reader, 'clue', named('clue'))
	]);
	const isSeen = (type: string, subject: string) =>
		type === 'feed' || (type === 'clue' ? clues.has(subject) : projects.has(subject));
	const items = snapshot.items.filter((item) => isSeen(item.subject_type, item.subject_code));
	const gone = snapshot.gone.filter(
		(item) => projects.has(item.subject_code) || clues.has(item.subject_code)
	);
	const isWhole = items.length === snapshot.items.length && gone.length === snapshot.gone.length;
	if (isWhole) return meeting;
	return {
		...meeting,
		snapshot: {
			...snapshot,
			items,
			gone,
			counts: await tierCounts(reader, meeting.runId),
			counts_before: null
		},
		decisions: decisions.filter((one) => isSeen(one.subjectType, one.subjectCode))
	};
}
