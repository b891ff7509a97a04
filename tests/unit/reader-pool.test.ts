import type { DuckDBConnection } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { ReaderPool } from '$lib/server/warehouse/reader-pool';

/** A connection whose transactions can or cannot be taken back. */
const connection = (isSound = true) =>
	({
		run: () => (isSound ? Promise.resolve() : Promise.reject(new Error('in a transaction'))),
		closeSync: () => undefined
	}) as unknown as DuckDBConnection;
const many = Array.from({ length: 20 });

test('a reader that could not be opened does not take the place of another', async () => {
	let isDown = true;
	const pool = new ReaderPool(() =>
		isDown ? Promise.reject(new Error('cannot open')) : Promise.resolve(connection())
	);
	const failed = await Promise.allSettled(many.map(() => pool.read(() => Promise.resolve(1))));
	expect(failed.every(({ status }) => status === 'rejected')).toBe(true);
	isDown = false;
	expect(await Promise.all(many.map(() => pool.read(() => Promise.resolve(1))))).toEqual(many.map(() => 1));
}, 5_000);

test('who waits for a reader that had to be let go gets a fresh one, or is told that there is none', async () => {
	let opened = 0;
	const pool = new ReaderPool(() =>
		(opened += 1) > 12 ? Promise.reject(new Error('cannot open')) : Promise.resolve(connection(false))
	);
	const answers = await Promise.allSettled(many.map(() => pool.read(() => Promise.resolve(1))));
	expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(12);
	expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(8);
}, 5_000);
