import { afterAll, beforeAll, expect, test } from 'vitest';
import { courseHref } from '$lib/domain/course';
import { courseLine } from '$lib/i18n/course';
import { translator } from '$lib/i18n/words';
import zh from '$lib/i18n/zh';
import { scoped, tableColumns } from '$lib/server/accounts/scoped';
import { enterpriseRecord } from '$lib/server/queries/enterprise-record';
import { enterpriseSignals } from '$lib/server/queries/enterprise-signals';
import { subjectCourse } from '$lib/server/queries/subject-course';
import type { Reader } from '$lib/server/warehouse/warehouse';
import { openDistrict, policy, type District } from '../support/district';

let district: District;
let mine: Reader;
let runId: number;
const [first, second] = policy.units.map((unit) => unit.name) as [string, string];
const day = '2026-11-20';

beforeAll(async () => {
	district = await openDistrict();
	const project = (code: string, street: string, gc: string) => ({
		project_code: code,
		project_name: code,
		street,
		sector: '房屋建筑',
		status: '在建',
		start_date: '2026-01-01',
		gc_name: gc,
		gc_uscc: gc
	});
	await district.ingestRows({
		projects: [project('MINE', first, 'GC-MINE'), project('OTHER', second, 'GC-OTHER')],
		enterprises: ['GC-MINE', 'GC-OTHER'].map((uscc) => ({
			uscc,
			name: uscc,
			enterprise_type: '建设单位',
			is_listed_dishonest: uscc === 'GC-MINE'
		})),
		clues: ['MINE', 'OTHER'].map((code) => ({
			clue_no: `CLUE-${code}`,
			received_at: '2026-11-01 10:00',
			channel: '来访',
			project_code: code,
			worker_count: 1
		})),
		cases: [
			{
				case_no: 'CASE-1',
				project_code: 'MINE',
				uscc: 'GC-MINE',
				case_kind: '立案',
				stat_group: '工程建设领域',
				opened_at: '2026-11-02',
				closed_at: '2026-11-10'
			},
			{
				case_no: 'ON-THE-DAY',
				uscc: 'GC-MINE',
				case_kind: '立案',
				stat_group: '工程建设领域',
				opened_at: '2021-11-20'
			},
			{
				case_no: 'TOO-OLD',
				uscc: 'GC-MINE',
				case_kind: '立案',
				stat_group: '工程建设领域',
				opened_at: '2021-11-19'
			},
			{
				case_no: 'OTHERS',
				uscc: 'GC-OTHER',
				case_kind: '立案',
				stat_group: '工程建设领域',
				opened_at: '2026-01-02'
			}
		],
		inspections: [
			{ inspection_no: 'I1', inspect_date: '2026-11-05', project_code: 'MINE', finding: '未公示' }
		],
		social_insurance: [
			{ uscc: 'GC-MINE', month: '2026-10', insured_count: 40, paid: 1000 },
			{ uscc: 'GC-MINE', month: '2025-10', insured_count: 50, paid: 1000 },
			{ uscc: 'GC-MINE', month: '2024-10', insured_count: 60, paid: 1000 },
			{ uscc: 'GC-MINE', month: '2026-11', insured_count: 1, paid: 1 }
		],
		utilities: ['GC-MINE', 'GC-OTHER'].map((subject_code) => ({
			subject_code,
			kind: '电',
			month: '2026-09',
			consumption: 7
		}))
	});
	runId = (await district.score(day)).runId;
	await district.warehouse.write(async (tx) => {
		for (const [subject, id] of [
			['MINE', 1],
			['OTHER', 2]
		] as const) {
			await tx.run(
				`insert into letter values ($id, 'reminder', 'project', $subject, '提醒函', '{}', timestamp '2026-11-12 09:00:00', 'u', '甲')`,
				{ id, subject }
			);
			await tx.run(
				`insert into letter_act (letter_id, act, acted_at, actor_id, actor, number_text)
				values ($id, 'issued', timestamp '2026-11-12 10:00:00', 'u', '甲', '提醒〔2026〕1号')`,
				{ id }
			);
		}
		await tx.run(`insert into meeting_decision values (3, 'project', 'MINE', timestamp '2026-11-13 15:00:00', 'u',
			'甲', '本周付清', '街道 乙', date '2026-11-20', 0)`);
		await tx.run(`insert into alert_event (subject_type, subject_code, happened_on, kind, level, at_time)
			values ('project', 'MINE', date '2026-11-03', 'opened', 3, timestamp '2026-11-03 03:00:00')`);
		await tx.run(`insert into alert_event (subject_type, subject_code, happened_on, kind, level, at_time)
			values ('project', 'MINE', date '2026-11-21', 'closed', 0, timestamp '2026-11-21 00:00:00')`);
	});
	mine = scoped(
		district.warehouse,
		{ units: [first], sectors: null },
		await tableColumns(district.warehouse),
		(unit) => [unit, ...(policy.units.find((one) => one.name === unit)?.aliases ?? [])]
	);
});
afterAll(() => district.close());

const course = (code: string, reader: Reader = district.warehouse) =>
	subjectCourse(reader, { type: 'project', code, asOf: day });

test('all books in one row of days, the newest first, up to the day and not behind it', async () => {
	const found = (await course('MINE')).map(({ at, kind, act }) => `${at} ${kind} ${act}`);
	expect(found).toEqual([
		'2026-11-13 15:00 meeting decided',
		'2026-11-12 10:00 letter issued',
		'2026-11-12 09:00 letter drafted',
		'2026-11-10 case settled',
		'2026-11-05 inspection inspected',
		'2026-11-03 03:00 alert opened',
		'2026-11-02 case filed',
		'2026-11-01 10:00 clue received'
	]);
});

test('on paper each entry is a line of its own words and number, and leaves out what nobody said', async () => {
	const onPaper = (await course('MINE')).map((event) => courseLine(event, translator(zh)));
	expect(onPaper).toEqual([
		'会议 3 作出决定（本周付清 · 街道 乙 · 2026-11-20）',
		'函件 已签发（提醒〔2026〕1号）',
		'函件 拟稿（提醒函）',
		'案件 CASE-1 结案（立案）',
		'检查 现场检查（未公示）',
		'预警 系统：发出预警',
		'案件 CASE-1 立案（立案）',
		'线索 CLUE-MINE 收到（来访 · 1 人）'
	]);
});

test('each entry leads to its page; what has none leads nowhere', async () => {
	const subject = { type: 'project', code: 'MINE' } as const;
	const links = (await course('MINE')).map((event) => courseHref(event, subject));
	expect(links).toEqual([
		'/meetings/3',
		'/letters/1',
		'/letters/1',
		'/cases/CASE-1',
		null,
		'/alerts/project/MINE',
		'/cases/CASE-1',
		'/clues/CLUE-MINE'
	]);
});

test('a street reads the course of its own project, and nothing of another', async () => {
	expect(await course('MINE', mine)).toEqual(await course('MINE'));
	expect(await course('OTHER', mine)).toEqual([]);
	expect((await course('OTHER')).length).toBeGreaterThan(0);
});

const ofFirm = (uscc: string) => ({ runId, uscc, asOf: day, isKnownThen: false });

test('a signal is twelve whole months beside the year before; a month that never came is empty and not 0', async () => {
	const signals = await enterpriseSignals(mine, ofFirm('GC-MINE'));
	expect(signals.map(({ key }) => key)).toEqual(['insured', 'insurance_paid', 'power']);
	const insured = signals[0]!.months;
	expect(insured.length).toBe(12);
	expect(insured[0]?.month).toBe('2025-11');
	expect(insured.at(-1)).toEqual({ month: '2026-10', value: 40, lastYear: 50 });
	expect(insured[3]).toEqual({ month: '2026-02', value: null, lastYear: null });
});

test('a case of five years ago to the day is told, one of a day earlier is not', async () => {
	const record = await enterpriseRecord(mine, ofFirm('GC-MINE'));
	expect(record.cases.map(({ no }) => no)).toEqual(['CASE-1', 'ON-THE-DAY']);
	expect(record).toMatchObject({ isListed: true, isWatched: null, events: [] });
});

test('a street reads neither meters nor cases of an enterprise that is none of its own', async () => {
	expect(await enterpriseSignals(mine, ofFirm('GC-OTHER'))).toEqual([]);
	expect((await enterpriseRecord(mine, ofFirm('GC-OTHER'))).cases).toEqual([]);
	expect((await enterpriseSignals(district.warehouse, ofFirm('GC-OTHER'))).length).toBe(1);
});
