import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { scoped, scopedSql, tableColumns, type TableColumns } from '$lib/server/accounts/scoped';
import { parseFilter } from '$lib/domain/filter';
import { sectors } from '$lib/domain/sectors';
import { exportFeed } from '$lib/server/queries/export-rows';
import { rankedSubjects } from '$lib/server/queries/ranked-subjects';
import { tierCells } from '$lib/server/queries/tier-cells';
import { openDistrict, policy, type District } from '../support/district';

let district: District;
let tables: TableColumns;
const [housing, municipal] = sectors as [string, string];
const unitNames = (unit: string) => [unit, ...(policy.units.find((one) => one.name === unit)?.aliases ?? [])];
const [mine, other] = policy.units.map((unit) => unit.name) as [string, string];

beforeAll(async () => {
	district = await openDistrict();
	tables = await tableColumns(district.warehouse);
	const project = (code: string, street: string, sector: string, owner: string) => ({
		project_code: code,
		project_name: `工程${code}`,
		street,
		sector,
		status: '在建',
		start_date: '2026-01-01',
		owner_uscc: owner,
		gc_uscc: `GC-${code}`
	});
	await district.ingestRows({
		projects: [
			project('MINE', unitNames(mine).at(-1)!, housing, 'OWNER-SHARED'),
			project('ROAD', mine, municipal, 'OWNER-ROAD'),
			project('OTHER', other, housing, 'OWNER-SHARED'),
			project('NOWHERE', '无此街道', housing, 'OWNER-NOWHERE')
		],
		enterprises: ['OWNER-SHARED', 'OWNER-ROAD', 'OWNER-NOWHERE', 'GC-OTHER', 'GC-MINE'].map((uscc) => ({
			uscc,
			name: `企业${uscc}`,
			enterprise_type: '建设单位'
		})),
		clues: [
			{
				clue_no: 'C1',
				received_at: '2026-11-01 10:00',
				channel: '来访',
				project_code: 'MINE',
				worker_count: 1
			},
			{
				clue_no: 'C2',
				received_at: '2026-11-01 10:00',
				channel: '来访',
				project_code: 'OTHER',
				worker_count: 1
			},
			{ clue_no: 'C3', received_at: '2026-11-01 10:00', channel: '来访', street: mine, worker_count: 1 },
			{ clue_no: 'C4', received_at: '2026-11-01 10:00', channel: '来访', street: other, worker_count: 1 }
		]
	});
	await district.score('2026-11-20');
});
afterAll(() => district.close());

const streetReader = () => scoped(district.warehouse, { units: [mine], sectors: null }, tables, unitNames);
const sectorReader = () => scoped(district.warehouse, { units: null, sectors: [housing] }, tables, unitNames);
const nobody = () => scoped(district.warehouse, { units: [], sectors: null }, tables, unitNames);
const code = z.object({ code: z.string() });
const codes = async (reader: ReturnType<typeof streetReader>, sql: string) =>
	(await reader.read(sql, {}, code)).map((row) => row.code).sort();

test('a street sees its own projects, under all of its names, and no others', async () => {
	const sql = 'select project_code as code from feed_projects';
	expect(await codes(streetReader(), sql)).toEqual(['MINE', 'ROAD']);
	expect(await codes(sectorReader(), sql)).toEqual(['MINE', 'NOWHERE', 'OTHER']);
	expect(await codes(nobody(), sql)).toEqual([]);
});

test('an enterprise is seen by whoever sees one of its projects', async () => {
	const sql = `select subject_code as code from tier_result t where subject_type = 'enterprise'`;
	expect(await codes(streetReader(), sql)).toEqual(['GC-MINE', 'OWNER-ROAD', 'OWNER-SHARED']);
	expect(await codes(nobody(), sql)).toEqual([]);
});

test('a row that names no project goes by its street', async () => {
	const sql = 'select clue_no as code from feed_clues';
	expect(await codes(streetReader(), sql)).toEqual(['C1', 'C3']);
	expect(await codes(sectorReader(), sql)).toEqual(['C1', 'C2']);
});

test('an act goes by its letter, a meter by the project or enterprise that it names', async () => {
	await district.ingestRows({
		utilities: ['MINE', 'OTHER', 'GC-MINE', 'GC-OTHER'].map((subject_code) => ({
			subject_code,
			kind: '电',
			month: '2026-10',
			consumption: 1,
			billed: 1,
			paid: 1,
			supply_status: '正常'
		}))
	});
	await district.warehouse.write(async (tx) => {
		for (const [id, subject] of [
			[1, 'MINE'],
			[2, 'OTHER']
		] as const) {
			await tx.run(`insert into letter values (${id}, 'risk_notice', 'project', '${subject}', 'x', '{}',
				timestamp '2026-11-01', 'a', 'a')`);
			await tx.run(`insert into letter_act (letter_id, act, acted_at, actor_id, actor)
				values (${id}, 'issued', timestamp '2026-11-01', 'a', 'a')`);
		}
	});
	const acts = 'select cast(letter_id as varchar) as code from letter_act';
	expect(await codes(streetReader(), acts)).toEqual(['1']);
	expect(await codes(nobody(), acts)).toEqual([]);
	const meters = 'select subject_code as code from feed_utilities';
	expect(await codes(streetReader(), meters)).toEqual(['GC-MINE', 'MINE']);
});

test('joins, aliases, subqueries and sums hold no row of another street', async () => {
	const count = async (sql: string) =>
		(await streetReader().read(sql, {}, z.object({ n: z.coerce.number() })))[0]?.n;
	expect(
		await count(
			'select count(*) as n from feed_projects as p join tier_result t on t.subject_code = p.project_code'
		)
	).toBe(2);
	expect(
		await count("select count(*) as n from (select * from tier_result) x where x.subject_type = 'project'")
	).toBe(2);
	expect(await count('with p as (select * from feed_projects) select count(*) as n from p')).toBe(2);
	expect(await count('select (select count(*) from feed_projects) as n')).toBe(2);
	expect(
		await count('select count(*) as n from feed_projects left join feed_clues using (project_code)')
	).toBe(2);
});

test('a question that cannot be limited is refused, not answered', async () => {
	const scope = { units: [mine], sectors: null };
	const refused = [
		'select * from feed_clues, feed_projects',
		'select * from set_aside',
		'select * from score_run, tier_result'
	];
	for (const sql of refused) expect(() => scopedSql(sql, scope, tables, unitNames)).toThrow(/已拒绝/);
	const quoted = { units: ["x') or 1=1 --"], sectors: null };
	expect(scopedSql('select * from feed_projects', quoted, tables, (unit) => [unit])).toContain(
		"'x'') or 1=1 --'"
	);
});

test('pages and exports of a street handler are those of the street', async () => {
	const [run] = await district.read(
		'select max(run_id) as run from score_run',
		{},
		z.object({ run: z.number() })
	);
	const cells = await tierCells(streetReader(), run!.run);
	expect([...new Set(cells.map((cell) => cell.street))]).toEqual([mine]);
	const table = await exportFeed(streetReader(), 'projects', null);
	expect(JSON.stringify(table)).not.toContain('OTHER');
	expect(JSON.stringify(table)).toContain('MINE');
	const page = await rankedSubjects(streetReader(), {
		runId: run!.run,
		beforeRunId: null,
		subjectType: 'project',
		filter: parseFilter(new URLSearchParams()),
		limit: 50,
		offset: 0
	});
	expect(page.subjects.map((subject) => subject.code).sort()).toEqual(['MINE', 'ROAD']);
});

test('no question of a page names a table where it cannot be limited', () => {
	const folder = resolve(import.meta.dirname, '../../src/lib/server/queries');
	const scope = { units: [mine], sectors: null };
	const operators = new Set([
		'quarantine.ts',
		'withdrawals.ts',
		'refused-files.ts',
		'files-of-day.ts',
		'export-rows.ts',
		'supplier-memory.ts',
		'name-queue.ts',
		'name-suggestions.ts',
		'name-decisions.ts',
		'batches.ts',
		'notice-log.ts',
		'retention-due.ts',
		'rule-trials.ts'
	]);
	const guilty = readdirSync(folder).flatMap((file) => {
		const source = readFileSync(join(folder, file), 'utf8');
		const texts = [...source.matchAll(/`([^`]*\b(?:from|with)\b[^`]*)`/g)].map(([, text]) =>
			text!.replaceAll(/\$\{[^}]*\}/g, 'x')
		);
		return texts.flatMap((text) => {
			try {
				scopedSql(text, scope, tables, unitNames);
				return [];
			} catch {
				return operators.has(file) ? [] : [`${file}: ${text.trim().slice(0, 80)}`];
			}
		});
	});
	expect(guilty).toEqual([]);
});
