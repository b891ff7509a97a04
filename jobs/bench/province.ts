import { addMonths } from '$lib/domain/day';
import type { App } from '$lib/server/app';
import { keySql } from '$lib/server/warehouse/pii-vault';
import { renderSql, usedParams } from '$lib/server/warehouse/render';

const files = import.meta.glob<string>('./province/*.sql', { eager: true, query: '?raw', import: 'default' });

/** Steps in the order of their numbers: one feed each, or a statement that is run as it stands. */
const steps = Object.entries(files)
	.sort(([a], [b]) => a.localeCompare(b))
	.map(([path, text]) => ({
		feed: (path.split('/').at(-1) ?? '').replace(/^\d+_|\.sql$/g, ''),
		sql: text.replaceAll(/^--.*$/gm, '').trim()
	}));

export interface ProvinceSize {
	readonly projects: number;
	readonly workers: number;
	/** Months of payroll and attendance, one line a worker and month. */
	readonly months: number;
	/** Day on which it is judged; the last month is the one before it. */
	readonly asOf: string;
}

/** One batch of made rows: a feed, or one month of it. */
async function makeBatch(app: App, feed: string, sql: string, params: Record<string, string | number>) {
	const { receivedAt } = params;
	await app.warehouse.write(async (tx) => {
		const [last] = await tx.all('select coalesce(max(batch_id), 0) + 1 as id from batch');
		const batch = Number(last?.['id']);
		const rows = await tx.run(
			`insert into feed_${feed} by name
			select *, cast(${batch} as integer) as batch_id, cast(row_number() over () as integer) as row_no,
				cast('${receivedAt}' as timestamp) as known_from
			from (${sql})`,
			usedParams(sql, params)
		);
		await tx.run(
			`insert into batch values (${batch}, '${feed}', 'bench', null, '${feed}_${batch}.csv', null, '', '',
				cast($at as timestamp), cast($at as timestamp), ${rows}, ${rows}, 0, 0, 0, 'loaded', null)`,
			{ at: String(receivedAt) }
		);
	});
}

const streetsOf = ({ policy }: App) => policy.units.map((unit) => unit.name);

/** The parameters of every step. */
function commonParams({ projects, workers, months, asOf }: ProvinceSize, streets: readonly string[]) {
	return {
		streets: streets.join(','),
		street_count: streets.length,
		projects,
		workers,
		as_of: asOf,
		enterprises: Math.max(10, Math.round(projects / 10)),
		first_month: addMonths(`${asOf.slice(0, 7)}-01`, -months),
		receivedAt: `${asOf} 06:00:00`
	};
}

/** Fills an empty home with a synthetic province: every row is made by the engine out of range() and hash(). */
export async function makeProvince(app: App, size: ProvinceSize, say: (text: string) => void): Promise<void> {
	const { months, asOf } = size;
	const thisMonth = `${asOf.slice(0, 7)}-01`;
	const common = commonParams(size, streetsOf(app));
	const templates = { key: (kind: string, value: string) => keySql(app.keys, kind, value) };
	for (const { feed, sql } of steps) {
		const rendered = renderSql(sql, templates);
		const started = performance.now();
		if (/^(create|insert)/.test(rendered)) {
			await app.warehouse.write((tx) => tx.run(rendered, usedParams(rendered, common)));
		} else if (rendered.includes('$month')) {
			for (let back = months; back >= 1; back -= 1) {
				const month = addMonths(thisMonth, -back);
				const params = { ...common, month, next_month: addMonths(month, 1), months_back: back };
				await makeBatch(app, feed, rendered, params);
			}
		} else await makeBatch(app, feed, rendered, common);
		say(`${feed} ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
	}
	await app.warehouse.checkpoint();
}
