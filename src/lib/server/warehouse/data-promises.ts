import { z } from 'zod';
import { feeds } from '$lib/domain/feeds';
import { storedKey } from './feed-tables';
import { renderSql } from './render';
import type { Reader } from './warehouse';

const files = import.meta.glob<string>('./checks/*.sql', { eager: true, query: '?raw', import: 'default' });

/** A promise about the data: any row that its question answers is a broken promise. */
export interface DataPromise {
	/** Name of the file in checks/. */
	readonly name: string;
	/** What is promised, one sentence. */
	readonly says: string;
	readonly questions: readonly string[];
}

/** Rows shown of a broken promise. */
const shownRows = 5;

function promiseOf(path: string, text: string): DataPromise {
	const name = (path.split('/').at(-1) ?? path).replace('.sql', '');
	const says = /^-- (.*)$/m.exec(text)?.[1] ?? name;
	const sql = text.replaceAll(/^--.*$/gm, '').trim();
	if (!/^-- \{\{each_feed\}\}$/m.test(text)) return { name, says, questions: [sql] };
	const keyed = [...feeds.values()].filter((feed) => feed.key.length > 0);
	return {
		name,
		says,
		questions: keyed.map((feed) => {
			const key = storedKey(feed).map((column) => column.name);
			return renderSql(sql, { feed: feed.feed, key: key.join(', ') });
		})
	};
}

/** Every promise. Adding `checks/<name>.sql` adds one. */
export const dataPromises: readonly DataPromise[] = Object.entries(files)
	.map(([path, text]) => promiseOf(path, text))
	.sort((a, b) => a.name.localeCompare(b.name));

export interface BrokenPromise {
	readonly name: string;
	readonly says: string;
	/** The first rows that break it. */
	readonly rows: readonly Record<string, unknown>[];
}

/** Asks every promise; none comes back from a sound database. */
export async function brokenPromises(reader: Reader): Promise<BrokenPromise[]> {
	const broken: BrokenPromise[] = [];
	for (const { name, says, questions } of dataPromises) {
		const rows: Record<string, unknown>[] = [];
		for (const sql of questions) {
			const bounded = `select * from (${sql}) as p limit ${shownRows}`;
			rows.push(...(await reader.read(bounded, {}, z.record(z.string(), z.unknown()))));
		}
		if (rows.length > 0) broken.push({ name, says, rows: rows.slice(0, shownRows) });
	}
	return broken;
}
