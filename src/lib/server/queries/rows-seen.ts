import { knownRows, rowsOfRun } from '$lib/server/warehouse/known-rows';
import type { Templates } from '$lib/server/warehouse/render';
import type { Params, Reader } from '$lib/server/warehouse/warehouse';
import { runView } from './run-view';

/** Each feed's name as a template for the rows to show beside a run, and the values that they ask for. */
export interface SeenRows {
	readonly templates: Templates;
	readonly params: Params;
}

/**
 * What a page shows beside the figures of a run: what is known now, or, where it is read as known then, the rows
 * that the run saw.
 */
export async function rowsSeen(reader: Reader, runId: number, isKnownThen: boolean): Promise<SeenRows> {
	const view = isKnownThen ? await runView(reader, runId) : null;
	if (!view) return { templates: knownRows({ knownAt: null }), params: {} };
	const { knownAt, lastBatch, judgedAt } = view;
	const templates = lastBatch === null ? knownRows({ knownAt }) : rowsOfRun({ knownAt, lastBatch, judgedAt });
	return { templates, params: { known_at: knownAt } };
}
