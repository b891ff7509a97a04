import type { ListKind, ListView } from '$lib/domain/list-view';
import type { RankedSubject, SubjectGroup } from '$lib/domain/ranked-subject';
import type { Reader } from '../warehouse/warehouse';
import { indicatorLabels, type IndicatorLabel } from './indicator-labels';
import { rankedSubjects } from './ranked-subjects';
import { runPair } from './run-pair';
import { subjectGroups } from './subject-groups';

/** Lines that a page of a list has, and a piece of it that a browser asks for. */
export const linesAPage = 100;

/** Lines of a list from one place on, and what is needed in order to say them. */
export interface SubjectPiece {
	readonly runId: number;
	/** Place of the first line, counted from 0. */
	readonly from: number;
	readonly subjects: readonly RankedSubject[];
	readonly labels: Readonly<Record<string, IndicatorLabel>>;
}

/** A page of the list of projects or enterprises for a day. */
export interface SubjectPage extends SubjectPiece {
	readonly asOf: string;
	readonly scoredAt: string;
	readonly before: string | null;
	readonly page: number;
	readonly pages: number;
	readonly total: number;
	/** Where the list is grouped; their lines add up to `total`. */
	readonly groups: readonly SubjectGroup[] | null;
}

/** One page of a list for a day; null where nothing was judged by then. */
export async function subjectPage(
	reader: Reader,
	params: {
		type: ListKind;
		day: string;
		/** Shanghai time up to which things were known; null: as seen now. */
		knownAt: string | null;
		view: ListView;
		/** From 1. */
		page: number;
		/** Lines of a page. */
		lines?: number;
		/** Lines alone, without what is said of the whole list. */
		isPiece?: boolean;
	}
): Promise<SubjectPage | null> {
	const pair = await runPair(reader, params.day, params.knownAt);
	if (!pair) return null;
	const { filter, group } = params.view;
	const lines = params.lines ?? linesAPage;
	const asked = {
		runId: pair.run.runId,
		subjectType: params.type,
		filter,
		isKnownThen: params.knownAt !== null
	};
	const from = (params.page - 1) * lines;
	const [ranked, groups] = await Promise.all([
		rankedSubjects(reader, {
			...asked,
			beforeRunId: pair.before?.runId ?? null,
			group,
			limit: lines,
			offset: from
		}),
		group && !params.isPiece ? subjectGroups(reader, { ...asked, group }) : null
	]);
	return {
		runId: pair.run.runId,
		asOf: pair.run.asOf,
		scoredAt: pair.run.scoredAt,
		before: pair.before?.asOf ?? null,
		page: params.page,
		pages: Math.max(1, Math.ceil(ranked.total / lines)),
		from,
		...ranked,
		groups,
		labels: indicatorLabels(ranked.subjects.flatMap((subject) => subject.fired))
	};
}
