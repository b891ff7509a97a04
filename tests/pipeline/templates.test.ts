import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feeds } from '$lib/domain/feeds';
import { exampleValue, templateWorkbook } from '$lib/server/ingest/template';
import { openDistrict, type District } from '../support/district';

let district: District;
beforeAll(async () => {
	district = await openDistrict();
});
afterAll(() => district.close());

describe('the template of every feed', () => {
	for (const feed of feeds.values()) {
		it(`${feed.zh}: filled in as its example says, it imports without a row set aside`, async () => {
			const workbook = await readXlsx(await templateWorkbook(feed));
			const [sheet, explained] = workbook.sheets;
			const header = (sheet?.rows[0] ?? []).map(String);
			expect(header).toEqual(feed.columns.map((column) => column.zh));
			expect(explained?.rows).toHaveLength(feed.columns.length + 1);
			const filled = await writeXlsx({
				sheets: [{ name: feed.zh, rows: [header, feed.columns.map(exampleValue)] }]
			});
			const [report] = await district.ingestText(`${feed.zh}8月.xlsx`, Buffer.from(filled));
			expect(report).toMatchObject({ feed: feed.feed, rows_read: 1, accepted: 1, set_aside: 0, error: null });
		});
	}
});
