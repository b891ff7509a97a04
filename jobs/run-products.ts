import { shanghaiTime } from '$lib/domain/clock';
import type { App } from '$lib/server/app';
import type { FileReport } from '$lib/server/ingest/file-report';
import type { ScoreOutcome } from '$lib/server/scoring/run-score';

/** What a run made: what came of a table of a file, a source that failed, or a scoring. */
export type RunProduct =
	| {
			readonly kind: 'report';
			readonly report: FileReport;
			readonly sourceId: string;
			readonly supplier: string | null;
	  }
	| {
			readonly kind: 'failed';
			readonly sourceId: string;
			readonly supplier: string | null;
			readonly feed: string | null;
			/** One Chinese sentence. */
			readonly words: string;
	  }
	| { readonly kind: 'scored'; readonly asOf: string; readonly outcome: ScoreOutcome };

const columns = `run_id, seq, kind, made_at, milliseconds, source_id, supplier, feed, file_name, batch_id, rows_read,
	accepted, set_aside, superseded, unchanged, score_run_id, as_of, projects, enterprises, words`;

type Values = Readonly<Record<string, string | number | null>>;

function valuesOf(product: RunProduct): Values {
	if (product.kind === 'scored') {
		const { asOf, outcome } = product;
		const { runId, projects, enterprises } = outcome;
		return { kind: 'scored', score_run_id: runId, as_of: asOf, projects, enterprises };
	}
	const { sourceId, supplier } = product;
	const from = { source_id: sourceId, supplier };
	if (product.kind === 'failed') {
		const { feed, words } = product;
		return { ...from, kind: 'failed', feed, words };
	}
	const { file, feed, sheet, batch, note, error, duplicate, ...counts } = product.report;
	const { rows_read, accepted, set_aside, superseded, unchanged } = counts;
	return {
		...from,
		kind: error !== null ? 'failed' : duplicate ? 'duplicate' : 'batch',
		feed,
		file_name: sheet === null ? file : `${file}〔${sheet}〕`,
		batch_id: batch,
		...(error === null && { rows_read, accepted, set_aside, superseded, unchanged }),
		words: error ?? note
	};
}

const dated: Readonly<Record<string, string>> = { made_at: 'timestamp', as_of: 'date' };

/** Keeps what a run made; `milliseconds` is how long it took since what it made before. */
export async function keepProduct(
	app: App,
	place: { readonly runId: number; readonly seq: number; readonly milliseconds: number },
	product: RunProduct
): Promise<void> {
	const given: Values = {
		run_id: place.runId,
		seq: place.seq,
		milliseconds: Math.round(place.milliseconds),
		made_at: shanghaiTime(app.clock()),
		...valuesOf(product)
	};
	const names = columns.split(',').map((name) => name.trim());
	const params = Object.fromEntries(names.map((name) => [name, given[name] ?? null]));
	const values = names.map((name) => (dated[name] ? `cast($${name} as ${dated[name]})` : `$${name}`));
	await app.warehouse.write((tx) =>
		tx.run(`insert into job_run_product (${columns}) values (${values.join(', ')})`, params)
	);
}
