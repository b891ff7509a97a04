import type { App } from '$lib/server/app';
import type { FileReport } from '$lib/server/ingest/file-report';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { collectPages, type HttpPagesSource } from '$lib/server/sources/http-pages.source';
import type { RunWork } from './job';
import { ingestContext, sourceContext } from './source-context';

/** Fetches the pages of a feed that are not here yet, loads them, and only then lets go of them. */
export async function pullPages(
	app: App,
	source: HttpPagesSource,
	feed: string,
	work: RunWork
): Promise<FileReport[]> {
	const what = `${source.supplier} ${feed}`;
	const pulled = await collectPages(sourceContext(app), source, feed, {
		watch: (pages) => work.step({ name: 'page', what, done: pages })
	});
	if (pulled.rows === 0) {
		await pulled.forget();
		return [];
	}
	work.step({ name: 'loading', what });
	const reports = await ingestFile(ingestContext(app), {
		path: pulled.path,
		name: pulled.name,
		feed,
		sourceId: source.id,
		supplier: source.supplier
	});
	await pulled.forget();
	return reports;
}
