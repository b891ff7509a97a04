import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoWorld } from '$data/demo/world';
import { shanghaiDay } from '$lib/domain/clock';
import { addDays } from '$lib/domain/day';
import { feeds } from '$lib/domain/feeds';
import type { App } from '$lib/server/app';
import { actOnSilence, silenceItems } from '$lib/server/dispatch/supply/silence-book';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { ingestContext } from './source-context';

/** Who sends a feed in the demo: the first of the departments that it comes from. */
export function demoSupplier(feed: string): string {
	if (feed === 'payroll') return '开户银行';
	return feeds.get(feed)?.source.split('、')[0] ?? '演示单位';
}

interface EarlierDelivery {
	readonly feed: string;
	readonly supplier: string;
	/** Days before today. */
	readonly ago: number;
	/** Which part of the feed's rows it holds. */
	readonly part: number;
}

const parts = 40;
const rowsAtMost = 120;
const weeks = (first: number, last: number) =>
	Array.from({ length: Math.floor((first - last) / 7) + 1 }, (_, index) => first - 7 * index);

/** What came in the weeks before, so that the calendar has a past: in time, late now and then, one bank that stopped. */
const earlier: readonly EarlierDelivery[] = [
	...weeks(56, 7).map((ago) => ({ feed: 'account_transactions', supplier: '开户银行', ago })),
	...weeks(54, 5)
		.filter((ago) => ago !== 26)
		.map((ago) => ({ feed: 'roster', supplier: '实名制平台', ago })),
	...weeks(53, 11).map((ago) => ({ feed: 'enterprises', supplier: '市场监管', ago })),
	...weeks(51, 23).map((ago) => ({ feed: 'account_transactions', supplier: '示例农商银行', ago })),
	...[44, 36, 22, 9].map((ago) => ({ feed: 'roster', supplier: '示例市政集团', ago })),
	...[50, 20].flatMap((ago) => [
		{ feed: 'progress', supplier: '建设单位', ago },
		{ feed: 'disbursements', supplier: '建设单位', ago: ago + 4 }
	])
].map((delivery, part) => ({ ...delivery, part }));

/** Hands in small parts of the world on earlier days; the files of today then hold everything. */
export async function deliverEarlier(app: App, world: DemoWorld): Promise<number> {
	const today = shanghaiDay(app.clock());
	const ordered = [...earlier].sort((a, b) => b.ago - a.ago);
	let delivered = 0;
	for (const { feed, supplier, ago, part } of ordered) {
		const rows = (world.rows.get(feed) ?? []).filter((_, index) => index % parts === part % parts);
		const day = addDays(today, -ago);
		const path = join(app.config.home, 'tmp', `${feed}_${day.replaceAll('-', '')}_${part}.ndjson`);
		const kept = rows.slice(0, rowsAtMost);
		writeFileSync(path, kept.map((row) => `${JSON.stringify(row)}\n`).join(''));
		await ingestFile(ingestContext(app), {
			path,
			feed,
			sourceId: 'inbox',
			supplier,
			receivedAt: `${day} 06:30:00`
		});
		rmSync(path, { force: true });
		delivered += 1;
	}
	return delivered;
}

/** An invented officer tells those who stopped; only in the demo. */
export async function tellInDemo(app: App): Promise<void> {
	const today = shanghaiDay(app.clock());
	for (const item of await silenceItems(app.warehouse, today)) {
		if (item.acts.length > 0) continue;
		const told = { act: 'told' as const, told: `${item.addressee} 演示·联系人`, promised: addDays(today, 4) };
		const officer = { id: 'demo', name: '演示·办件员' };
		await actOnSilence(app.warehouse, app.clock, item.id, { ...told, words: '', seen: 0 }, officer);
	}
}
