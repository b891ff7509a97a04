import { DuckDBInstance } from '@duckdb/node-api';
import { summary } from './numbers.mjs';

const rows = 50_000;
const question = 'select street, sector, tier, count(*), sum(workers) from subject group by all order by all';

/**
 * What the bare engine takes, here and now, for one question over as many projects as a province has: a yardstick for the
 * machine in these minutes. Milliseconds.
 */
export async function bareEngine(runs) {
	const instance = await DuckDBInstance.create(':memory:');
	const connection = await instance.connect();
	await connection.run(
		`create table subject as select range as n, range % 10 as street, range % 5 as sector,
			hash(range) % 4 as tier, hash(range) % 300 as workers from range(${rows})`
	);
	const taken = [];
	for (let run = 0; run < runs; run += 1) {
		const started = performance.now();
		await (await connection.runAndReadAll(question)).getRowObjectsJson();
		taken.push(performance.now() - started);
	}
	connection.closeSync();
	instance.closeSync();
	return summary(taken.slice(1));
}
