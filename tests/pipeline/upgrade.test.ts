import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import downgrade from '$jobs/commands/downgrade.command';
import { journalPath } from '$lib/server/warehouse/ack-journal';
import { migrate, schemaVersion } from '$lib/server/warehouse/migrate';
import { openWarehouse, type Warehouse } from '$lib/server/warehouse/warehouse';
import { testHome, type TestHome } from '../support/home';

const older = schemaVersion - 1;
let home: TestHome;
beforeEach(() => {
	home = testHome();
});
afterEach(() => home.remove());

/** A home as the program before this one would have left it, with a row in it. */
async function olderHome(): Promise<void> {
	const warehouse = await openWarehouse({ home: home.path });
	await migrate(warehouse, { upTo: older });
	await warehouse.write((tx) => tx.run('create table of_then as select 7 as n'));
	await warehouse.close();
}

/** What the older program would do at its start. */
async function openedByOlder<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
	const warehouse = await openWarehouse({ home: home.path });
	try {
		await migrate(warehouse, { upTo: older });
		return await work(warehouse);
	} finally {
		await warehouse.close();
	}
}

const rowsOf = (warehouse: Warehouse) =>
	warehouse.read('select n from of_then', {}, z.object({ n: z.number() }));

test('an upgrade keeps the database as it was, once, readable by its owner alone', async () => {
	await olderHome();
	await (await home.open()).close();
	const folder = join(home.path, 'backups');
	expect(readdirSync(folder)).toEqual([`before-upgrade-${older}.duckdb`]);
	const { mode, mtimeMs } = statSync(join(folder, `before-upgrade-${older}.duckdb`));
	expect(mode & 0o777).toBe(0o600);
	await (await home.open()).close();
	expect(statSync(join(folder, `before-upgrade-${older}.duckdb`)).mtimeMs).toBe(mtimeMs);
});

test('a new home has nothing to keep', async () => {
	await (await home.open()).close();
	expect(readdirSync(join(home.path, 'backups'))).toEqual([]);
});

test('an older program refuses a newer file in one sentence, and says how to go back', async () => {
	await olderHome();
	await (await home.open()).close();
	await expect(openedByOlder(rowsOf)).rejects.toMatchObject({
		code: 'HOME_NEWER',
		message: expect.stringMatching(/^[^。]*downgrade。$/)
	});
});

test('after going back the older program opens the file, and the journal still names what came since', async () => {
	await olderHome();
	const app = await home.open();
	const header = 'uscc,month,declared,paid,overdue,invoiced';
	await home.ingest(app, 'tax_1.csv', `${header}\n91410803MA0000001X,2026-08,1,1,0,1`);
	// While a server works on the home nothing is exchanged below it.
	await expect(home.command(home.config, downgrade, [])).rejects.toMatchObject({ code: 'HOME_BUSY' });
	await app.close();

	const { out } = await home.command(home.config, downgrade, ['--json']);
	const { version, aside } = JSON.parse(out);
	expect([version, existsSync(aside)]).toEqual([older, true]);
	expect(await openedByOlder(rowsOf)).toEqual([{ n: 7 }]);
	expect(existsSync(journalPath(home.path))).toBe(true);
	// And forward again: what was acknowledged since is missed, not silently gone.
	await expect(home.open()).rejects.toMatchObject({ code: 'HOME_BEHIND' });
});

test('without a copy there is no going back, and a sentence says what to do', async () => {
	await (await home.open()).close();
	await expect(home.command(home.config, downgrade, [])).rejects.toMatchObject({ code: 'NO_UPGRADE_COPY' });
});

test('a feed and a column that came after the home was made are there at the next start, and the rows stay', async () => {
	const older = await home.open();
	await older.warehouse.write(async (tx) => {
		await tx.run(
			`insert into feed_guarantees (project_code, batch_id, row_no, known_from) values ('G1', 1, 1, timestamp '2026-11-21 10:00:00')`
		);
		await tx.run('alter table feed_guarantees drop column amount_fen');
		await tx.run('drop table feed_inspections');
	});
	await older.close();
	const { warehouse, close } = await home.open();
	const rows = await warehouse.read(
		`select project_code, amount_fen from feed_guarantees`,
		{},
		z.object({ project_code: z.string(), amount_fen: z.string().nullable() })
	);
	expect(rows).toEqual([{ project_code: 'G1', amount_fen: null }]);
	const count = z.object({ n: z.coerce.number() });
	expect(await warehouse.read('select count(*) as n from feed_inspections', {}, count)).toEqual([{ n: 0 }]);
	await close();
});
