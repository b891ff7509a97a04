import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import rebuild from '$jobs/commands/rebuild.command';
import verify from '$jobs/commands/verify.command';
import { workbookOf } from '$jobs/quarantine';
import { ingestContext } from '$jobs/source-context';
import { withdraw } from '$jobs/withdrawal';
import type { App } from '$lib/server/app';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { keepAct, replayRows } from '$lib/server/ingest/quarantine/replay-rows';
import { feedSupply } from '$lib/server/queries/feed-supply';
import { databasePath } from '$lib/server/warehouse/open';
import { testHome, type TestHome } from '../support/home';

let home: TestHome;
let app: App;
beforeEach(async () => {
	home = testHome();
	app = await home.open();
});
afterEach(async () => {
	await app.close();
	home.remove();
});

const clerk = { id: 'clerk', name: '李工' };
const header = '统一社会信用代码,所属月份,申报税额（元）,入库税额（元）,欠税额（元）,开票金额（元）';
const badFile = [
	header,
	'91410803MA0000001X,2026-08,100,100,0,1000',
	'91410803MA0000002X,2026-08,一百,100,0,1000',
	'91410803MA0000003X,2026-13,100,100,0,1000',
	'91410803MA0000004X,2026-08,100,无,0,1000'
].join('\n');

const rowsOf = <T extends z.ZodRawShape>(sql: string, shape: T) =>
	app.warehouse.read(sql, {}, z.object(shape));
const asides = () =>
	rowsOf('select batch_id, row_no, state from set_aside order by batch_id, row_no', {
		batch_id: z.number(),
		row_no: z.number(),
		state: z.string()
	});
const declared = () =>
	rowsOf('select uscc, declared_fen as fen from feed_tax where known_to is null order by uscc', {
		uscc: z.string(),
		fen: z.coerce.number()
	});
const replay = (rows: number[], edits: Record<number, Record<string, string>>) =>
	replayRows(ingestContext(app), {
		batch: 1,
		rows,
		edits: new Map(Object.entries(edits).map(([row, edit]) => [Number(row), edit])),
		actor: clerk,
		reason: null
	});

test('a corrected row enters as a batch of its own, and the accounts of the first batch stay', async () => {
	const [report] = await home.ingest(app, 'tax_1.csv', badFile);
	expect(report).toMatchObject({ rows_read: 4, accepted: 1, set_aside: 3 });
	const done = await replay([3], { 3: { declared: '100' } });
	expect(done).toMatchObject({ corrected: 1, refused: [], correction: { batch: 2, accepted: 1 } });
	expect(await declared()).toContainEqual({ uscc: '91410803MA0000002X', fen: 10_000 });
	expect((await asides()).map(({ state }) => state)).toEqual(['replayed', 'open', 'open']);
	const [first, second] = await rowsOf(
		'select rows_read, accepted, set_aside, source_id, note from batch order by batch_id',
		{
			rows_read: z.number(),
			accepted: z.number(),
			set_aside: z.number(),
			source_id: z.string(),
			note: z.string().nullable()
		}
	);
	expect(first).toMatchObject({ rows_read: 4, accepted: 1, set_aside: 3 });
	expect(second).toMatchObject({ rows_read: 1, accepted: 1, source_id: 'correction' });
	expect(second?.note).toContain('更正批次 1 搁置的 1 行，由李工提交');
	expect((await home.command(app, verify, [])).out).not.toContain('✗');
});

test('a row that is still bad is refused with its new reason and stays open', async () => {
	await home.ingest(app, 'tax_1.csv', badFile);
	const done = await replay([3, 4], { 3: { declared: '100' }, 4: { month: '2026-08', paid: '很多' } });
	expect(done.corrected).toBe(1);
	expect(done.refused).toEqual([{ row: 4, reason: expect.stringContaining('“很多”无法识别') as string }]);
	expect((await asides()).map(({ state }) => state)).toEqual(['replayed', 'open', 'open']);
	await expect(replay([3], { 3: { declared: '1' } })).rejects.toMatchObject({ code: 'ROW_BUSY' });
	expect(await declared()).toHaveLength(2);
});

test('a row of May that is corrected in August does not replace what came in July', async () => {
	await home.ingest(app, 'tax_1.csv', badFile);
	await home.ingest(app, 'tax_2.csv', `${header}\n91410803MA0000002X,2026-08,777,100,0,1000`);
	await replay([3], { 3: { declared: '100' } });
	expect(await declared()).toContainEqual({ uscc: '91410803MA0000002X', fen: 77_700 });
	await withdraw(app, clerk, { batch: 2, reason: '报错' });
	expect(await declared()).toContainEqual({ uscc: '91410803MA0000002X', fen: 10_000 });
	await withdraw(app, clerk, { batch: 3, reason: '更正错了' });
	expect((await asides())[0]).toMatchObject({ row_no: 3, state: 'open' });
	expect(await declared()).toHaveLength(1);
});

test('corrections go with the batch that they correct, and its rows do not wait any more', async () => {
	await home.ingest(app, 'tax_1.csv', badFile);
	await replay([3], { 3: { declared: '100' } });
	const effect = await withdraw(app, clerk, { batch: 1, reason: '整份作废' });
	expect(effect).toMatchObject({ batches: [1, 2], gone: 2, forgotten: 2 });
	expect((await asides()).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn', 'withdrawn']);
	expect(await declared()).toEqual([]);
	const [again] = await home.ingest(app, 'tax_1.csv', badFile);
	expect(again).toMatchObject({ duplicate: false, accepted: 1, batch: 3 });
});

test('a discarded row is kept, can be taken up again, and two persons cannot treat it at once', async () => {
	await home.ingest(app, 'tax_1.csv', badFile);
	const act = { batch: 1, rows: [3], actor_id: 'clerk', actor_name: '李工' };
	await expect(keepAct(ingestContext(app), { ...act, act: 'discard', reason: ' ' })).rejects.toMatchObject({
		code: 'REASON_MISSING'
	});
	await keepAct(ingestContext(app), { ...act, act: 'discard', reason: '企业已注销' });
	await expect(
		keepAct(ingestContext(app), { ...act, act: 'discard', reason: '再来一次' })
	).rejects.toMatchObject({ code: 'ROW_BUSY' });
	expect((await asides())[0]?.state).toBe('discarded');
	await keepAct(ingestContext(app), { ...act, act: 'reopen', reason: null });
	expect((await asides())[0]?.state).toBe('open');
	const acts = await rowsOf('select kind from quarantine_act order by acted_at', { kind: z.string() });
	expect(acts.map(({ kind }) => kind).sort()).toEqual(['discarded', 'reopened']);
});

test('acts survive a database that is gone: withdrawals, corrections, discards, and a file loaded again', async () => {
	await home.ingest(app, 'tax_1.csv', badFile);
	await home.ingest(app, 'tax_2.csv', `${header}\n91410803MA0000001X,2026-08,777,100,0,1000`);
	await replay([3, 4], { 3: { declared: '100' }, 4: { month: '十三月' } });
	await withdraw(app, clerk, { batch: 2, reason: '报错' });
	await keepAct(ingestContext(app), {
		act: 'discard',
		batch: 1,
		rows: [5],
		actor_id: 'clerk',
		actor_name: '李工',
		reason: '负数无法核实'
	});
	await home.ingest(app, 'tax_2.csv', `${header}\n91410803MA0000001X,2026-08,777,100,0,1000`);
	await withdraw(app, clerk, { batch: 4, reason: '又报错' });
	const whole = async () => ({
		rows: await rowsOf(
			'select *, cast(known_from as varchar) as a, cast(known_to as varchar) as b from feed_tax order by all',
			{
				uscc: z.string(),
				batch_id: z.number(),
				row_no: z.number(),
				a: z.string(),
				b: z.string().nullable()
			}
		),
		asides: await asides(),
		acts: await rowsOf(
			`select act_id, kind, row_no, said, actor_name, cast(acted_at as varchar) as done from quarantine_act
			union all select act_id, 'withdrawn', batch_id, reason, actor_name, cast(withdrawn_at as varchar) from batch_withdrawal
			order by all`,
			{
				act_id: z.string(),
				kind: z.string(),
				row_no: z.number(),
				said: z.string().nullable(),
				actor_name: z.string(),
				done: z.string()
			}
		),
		batches: await rowsOf(
			'select batch_id, file_name, status, accepted, unchanged, note from batch order by batch_id',
			{
				batch_id: z.number(),
				file_name: z.string(),
				status: z.string(),
				accepted: z.number(),
				unchanged: z.number(),
				note: z.string().nullable()
			}
		)
	});
	const before = await whole();
	expect(before.batches.map(({ status }) => status)).toEqual(['loaded', 'withdrawn', 'loaded', 'withdrawn']);
	await app.close();
	for (const end of ['', '.wal']) rmSync(databasePath(home.path) + end, { force: true });
	await expect(home.open()).rejects.toMatchObject({ code: 'HOME_BEHIND' });
	const answer = await home.command(home.config, rebuild, ['--json']);
	expect(JSON.parse(answer.out)).toMatchObject({ left: 0 });
	app = await home.open();
	expect(await whole()).toEqual(before);
	expect((await home.command(app, verify, [])).out).not.toContain('✗');
});

test('a correction is no delivery: the feed stays as old as its last file', async () => {
	await home.ingest(app, 'tax_1.csv', badFile);
	await app.warehouse.write((tx) =>
		tx.run(`update batch set received_at = timestamp '2026-06-01 09:00:00' where batch_id = 1`)
	);
	await replay([3], { 3: { declared: '100' } });
	const tax = (await feedSupply(app.warehouse, '2026-11-21', {})).find(({ feed }) => feed === 'tax');
	expect(tax).toMatchObject({ batches: 1, lastReceived: '2026-06-01 09:00:00' });
});

test('the workbook for a supplier marks bad cells, keeps texts texts, and comes back as a delivery', async () => {
	const long = '123456789012345678';
	await home.ingest(app, 'tax_1.csv', [header, `${long},2026-08,=1+1,100,0,1000`].join('\n'));
	const bytes = await workbookOf(app, { feed: null, reason: null, file: null, batch: 1 }, true);
	const { sheets } = await readXlsx(bytes, { readStyles: true });
	const [head, row] = sheets[0]!.rows;
	expect(head?.slice(-2)).toEqual(['原文件行号', '问题（改好后可留可删）']);
	expect(row?.slice(0, 3)).toEqual([long, '2026-08', "'=1+1"]);
	const bad = sheets[0]!.cells?.get('1,2');
	expect(bad?.formula).toBeUndefined();
	expect(bad?.comment?.text).toContain('“申报税额（元）”');
	expect(JSON.stringify(bad?.style?.fill)).toContain('FBD9D7');

	const fixed = await writeXlsx({ sheets: [{ name: sheets[0]!.name, rows: [head!, row!.with(2, '200')] }] });
	const path = join(home.path, 'tmp', '退回更正.xlsx');
	writeFileSync(path, fixed);
	const [report] = await ingestFile(ingestContext(app), { path, sourceId: 'test' });
	expect(report).toMatchObject({ feed: 'tax', accepted: 1, set_aside: 0, error: null });
});
