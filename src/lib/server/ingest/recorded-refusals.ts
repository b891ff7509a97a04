import { shanghaiTime } from '$lib/domain/clock';
import type { FileReport } from './file-report';
import type { IngestContext, IngestRequest } from './ingest-request';
import type { LandedFile } from './land';

/** Keeps what was answered to a supplier whose file could not be used; the bytes stay in the landing zone. */
export async function recordRefusals(
	{ warehouse, clock }: IngestContext,
	request: IngestRequest,
	landed: LandedFile | undefined,
	reports: readonly FileReport[]
): Promise<void> {
	const refusals = reports.filter((report) => report.error !== null);
	if (refusals.length === 0) return;
	await warehouse.write(async (tx) => {
		for (const report of refusals) {
			await tx.run(
				`insert into refused_file
				values ($file, $feed, $source, $sha, $path, cast($at as timestamp), $reason)`,
				{
					file: report.file,
					feed: report.feed,
					source: request.sourceId,
					sha: landed?.sha256 ?? null,
					path: landed?.relativePath ?? null,
					at: request.receivedAt ?? shanghaiTime(clock()),
					reason: report.error
				}
			);
		}
	});
}
