import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { shanghaiDay, shanghaiTime } from '$lib/domain/clock';
import type { Actor } from '$lib/domain/actor';
import { RiskError } from '$lib/domain/errors';
import type { App } from '$lib/server/app';
import { endSilences } from '$lib/server/dispatch/supply/watch-supply';
import type { FileReport } from '$lib/server/ingest/file-report';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import {
	rememberHeader,
	rememberUnit,
	supplierMemory,
	withChoices,
	type SupplierMemory
} from '$lib/server/ingest/memory/supplier-memory';
import type { MoneyUnit } from '$lib/server/ingest/memory/money-units';
import type { TriedFile } from '$lib/server/ingest/tried-file';
import { tryFile } from '$lib/server/ingest/try-file';
import {
	isForecastQuick,
	judgedProjects,
	tierChanges,
	type TierChange
} from '$lib/server/queries/tier-forecast';
import { dropUpload, uploadedFile, type UploadCard } from '$lib/server/sources/upload.source';
import { ingestContext } from './source-context';

/** What would come of an uploaded file. */
export interface UploadPreview {
	readonly tried: TriedFile;
	/** Null where it was not estimated: nothing can be loaded, or judging takes too long. */
	readonly tierChanges: readonly TierChange[] | null;
}

/** Files larger than this are not judged in the sandbox: loading them twice keeps writers waiting. */
const largestForecastBytes = 30 * 2 ** 20;

async function memoryOf(app: App, upload: UploadCard): Promise<SupplierMemory> {
	const known = await supplierMemory(app.warehouse, upload.supplier);
	return Object.entries(upload.choices).reduce(
		(memory, [feed, choices]) => withChoices(memory, feed, choices),
		known
	);
}

/** The card, with whether the preview that was made of it leaves something open. */
export function withUndecided(upload: UploadCard, tried: TriedFile): UploadCard {
	return { ...upload, undecided: tried.tables.some((table) => table.suspicions.length > 0) };
}

/** Tries an uploaded file; nothing of it is kept. */
export async function previewUpload(app: App, upload: UploadCard): Promise<UploadPreview> {
	const view = { asOf: shanghaiDay(app.clock()), knownAt: null };
	const isQuick = upload.size <= largestForecastBytes && (await isForecastQuick(app.warehouse));
	const judged = (tx: Parameters<typeof judgedProjects>[0]) => judgedProjects(tx, app, view);
	const { tried, before, after } = await tryFile(
		ingestContext(app),
		{
			path: uploadedFile(app.config.home, upload.id),
			name: upload.name,
			feed: upload.feed,
			supplier: upload.supplier,
			memory: await memoryOf(app, upload)
		},
		isQuick ? { before: judged, after: judged } : undefined
	);
	return { tried, tierChanges: before && after ? tierChanges(before, after) : null };
}

/**
 * Loads exactly the file that was shown, and remembers what was chosen on its page.
 * @throws RiskError UPLOAD_CHANGED where the bytes are not those that were shown
 */
export async function confirmUpload(app: App, upload: UploadCard, actor: Actor): Promise<FileReport[]> {
	const path = uploadedFile(app.config.home, upload.id);
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	if (hash.digest('hex') !== upload.sha256) {
		throw new RiskError('UPLOAD_CHANGED', `文件“${upload.name}”与预览时不一致，没有入库，请重新上传。`);
	}
	await app.warehouse.write(async (tx) => {
		const at = shanghaiTime(app.clock());
		for (const [feed, { headers, units }] of Object.entries(upload.choices)) {
			const act = { supplier: upload.supplier, feed, actor, at, reason: `上传“${upload.name}”时指定` };
			for (const [header, column] of Object.entries(headers))
				await rememberHeader(tx, act, { header, column });
			for (const [column, unit] of Object.entries(units)) {
				await rememberUnit(tx, act, { column, unit: unit as MoneyUnit });
			}
		}
	});
	const reports = await ingestFile(ingestContext(app), {
		path,
		name: upload.name,
		sourceId: 'upload',
		// What has been chosen now may read differently what has been read before.
		again: Object.keys(upload.choices).length > 0,
		...(upload.feed !== null && { feed: upload.feed }),
		...(upload.supplier !== null && { supplier: upload.supplier })
	});
	await dropUpload(app.config.home, upload.id);
	await endSilences(app.warehouse, app.policy, app.clock);
	return reports;
}
