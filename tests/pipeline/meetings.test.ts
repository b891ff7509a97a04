import { afterAll, beforeAll, expect, test } from 'vitest';
import { textOf } from '$lib/server/dispatch/letters/fill-template';
import { freezeMeeting } from '$lib/server/dispatch/meetings/freeze-meeting';
import { decide, judgePromise } from '$lib/server/dispatch/meetings/meeting-acts';
import { meetingByNo } from '$lib/server/dispatch/meetings/meeting-book';
import type { MeetingRoom } from '$lib/server/dispatch/meetings/meeting-room';
import { agendaPaper, minutesPaper, taskSheets } from '$lib/server/dispatch/meetings/papers';
import { runScore } from '$lib/server/scoring/run-score';
import { sectors } from '$lib/domain/sectors';
import { calendar, openDistrict, policy, type District } from '../support/district';

const secretary = { id: '1', name: '秘书甲' };
const other = { id: '2', name: '秘书乙' };
let district: District;
let room: MeetingRoom;
let now = '2026-11-06T15:00:00+08:00';

const project = (code: string) => ({
	project_code: code,
	project_name: `工程${code}`,
	street: policy.units[0]!.name,
	sector: sectors[0]!,
	status: '在建',
	start_date: '2025-01-01',
	industry_dept: '区住建局',
	pay_day: 15
});
const arrears = (no: string, code: string, opened: string, closed?: string) => ({
	case_no: no,
	project_code: code,
	case_kind: '立案',
	stat_group: '工程建设领域',
	opened_at: opened,
	...(closed && { closed_at: closed }),
	verified: true,
	worker_count: 30,
	amount: 600_000
});
const codes = ['NEW', 'STAYS', 'BACK', 'CALM'];
const score = (day: string) =>
	runScore(
		district.warehouse,
		{ policy, calendar },
		{ asOf: day, knownAt: null, series: 'current', scoredAt: `${day} 06:00:00` }
	);

beforeAll(async () => {
	district = await openDistrict();
	room = { warehouse: district.warehouse, policy, calendar, clock: () => new Date(now) };
	await district.ingestRows(
		{
			projects: codes.map(project),
			// Wages of September, all paid: without them nothing could be judged at all.
			attendance: codes.map((code) => ({
				project_code: code,
				worker_id_no: '990101199001010011',
				wage_month: '2026-09',
				work_days: 20,
				uploaded_at: '2026-10-01'
			})),
			payroll: codes.map((code) => ({
				project_code: code,
				worker_id_no: '990101199001010011',
				wage_month: '2026-09',
				work_days: 20,
				payable: 6000,
				paid: 6000,
				pay_status: '成功',
				pay_date: '2026-09-15',
				signed: true
			})),
			cases: [
				arrears('K1', 'NEW', '2026-11-10'),
				arrears('K2', 'STAYS', '2026-11-02'),
				arrears('K3', 'BACK', '2026-10-01', '2026-10-20'),
				arrears('K4', 'BACK', '2026-11-12')
			],
			clues: [
				{
					clue_no: 'X1',
					channel: '12345',
					received_at: '2026-11-10 09:00',
					project_code: 'CALM',
					validity: '有效'
				}
			]
		},
		'2026-11-01 08:00:00'
	);
	for (const day of ['2026-10-10', '2026-11-06', '2026-11-13']) await score(day);
});
afterAll(() => district.close());

const kinds = (items: readonly { kind: string; subject_code: string }[]) =>
	items.map(({ kind, subject_code }) => [kind, subject_code]);

test('without a scoring there is no meeting, and the sentence says what to run', async () => {
	await expect(freezeMeeting(room, '2026-09-04', secretary)).rejects.toMatchObject({ code: 'NOT_SCORED' });
	await expect(freezeMeeting(room, '4.9.2026', secretary)).rejects.toMatchObject({ code: 'DAY_INVALID' });
});

test('the first meeting lists what is red; the next what is new, back, late and still there, in that order', async () => {
	const first = await freezeMeeting(room, '2026-11-06', secretary);
	expect([first.no, kinds(first.snapshot.items.filter((item) => item.subject_type === 'project'))]).toEqual([
		1,
		[['new_red', 'STAYS']]
	]);
	await decide(
		room,
		first,
		{
			subjectType: 'project',
			subjectCode: 'STAYS',
			decision: '一周内补发',
			owner: '区住建局 王科长',
			due: '2026-11-12',
			seen: 0
		},
		secretary
	);
	await judgePromise(
		room,
		{ meetingNo: 1, subjectType: 'project', subjectCode: 'STAYS', kept: false, words: '只发了一半' },
		secretary
	);

	now = '2026-11-13T15:00:00+08:00';
	const second = await freezeMeeting(room, '2026-11-13', secretary);
	const items = second.snapshot.items.filter((item) => item.subject_type !== 'feed');
	expect(kinds(items)).toEqual([
		['new_red', 'NEW'],
		['relapsed', 'BACK'],
		['overdue', 'X1'],
		['still_red', 'STAYS']
	]);
	expect(items[3]?.promise).toMatchObject({ meeting_no: 1, decision: '一周内补发', kept: false });
	expect(second.snapshot.counts['red']).toBe(3);
	expect(second.snapshot.counts_before?.['red']).toBe(1);
	expect(
		second.snapshot.items.filter((item) => item.kind === 'silent_feed').map((item) => item.subject_code)
	).toContain('cases');
});

test('the same meeting again, after new data and a new scoring, is the same to the letter', async () => {
	const before = await meetingByNo(district.warehouse, 2);
	await district.ingestRows({ cases: [arrears('K9', 'CALM', '2026-11-11')] });
	await score('2026-11-13');
	now = '2027-11-13T15:00:00+08:00';
	const again = await freezeMeeting(room, '2026-11-13', other);
	expect(again).toEqual(before);
	expect(again.frozenBy).toBe('秘书甲');
});

test('numbers follow the days: a meeting before the last one is refused, two at one moment are one', async () => {
	await expect(freezeMeeting(room, '2026-11-10', secretary)).rejects.toMatchObject({ code: 'MEETING_ORDER' });
	const [a, b] = await Promise.all([
		freezeMeeting(room, '2026-11-20', secretary),
		freezeMeeting(room, '2026-11-20', other)
	]);
	expect([a.no, b.no]).toEqual([3, 3]);
	expect(a.snapshot).toEqual(b.snapshot);
});

test('a decision names what, who and when; of two at one moment one is told', async () => {
	const meeting = (await meetingByNo(district.warehouse, 2))!;
	const given = {
		subjectType: 'project',
		subjectCode: 'NEW',
		decision: '约谈总包',
		owner: '区住建局 李科长',
		due: '2026-11-20',
		seen: 0
	};
	await expect(decide(room, meeting, { ...given, owner: ' ' }, secretary)).rejects.toMatchObject({
		code: 'DECISION_INCOMPLETE'
	});
	await expect(decide(room, meeting, { ...given, due: '2026-11-12' }, secretary)).rejects.toMatchObject({
		code: 'DECISION_INCOMPLETE'
	});
	const both = await Promise.allSettled([
		decide(room, meeting, given, secretary),
		decide(room, meeting, given, other)
	]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect((await meetingByNo(district.warehouse, 2))?.decisions).toHaveLength(1);
});

test('the papers hold every item, what was decided, and a sheet for each owner', async () => {
	const meeting = (await meetingByNo(district.warehouse, 2))!;
	const agenda = textOf(await agendaPaper(meeting, policy)).join('\n');
	for (const { name } of meeting.snapshot.items) expect(agenda).toContain(name);
	expect(agenda).toContain('第 2 期');
	expect(agenda).toContain('一周内补发');
	expect(agenda).toContain('未兑现');
	const minutes = textOf(await minutesPaper(meeting, policy)).join('\n');
	expect(minutes).toContain('约谈总包');
	expect(minutes).toContain('2026-11-20');
	const sheets = textOf(await taskSheets(meeting, policy)).join('\n');
	expect(sheets).toContain('承办单位：区住建局 李科长');
	expect(sheets).not.toMatch(/undefined|null|NaN/);
});

test('a pack of sixty items is written in seconds', async () => {
	const meeting = (await meetingByNo(district.warehouse, 2))!;
	const [item] = meeting.snapshot.items;
	const items = Array.from({ length: 60 }, (_, index) => ({
		...item!,
		subject_code: `P${index}`,
		name: `工程${index}`
	}));
	const big = { ...meeting, snapshot: { ...meeting.snapshot, items } };
	const papers = await Promise.all([
		agendaPaper(big, policy),
		minutesPaper(big, policy),
		taskSheets(big, policy)
	]);
	expect(papers.every((paper) => paper.length > 5_000)).toBe(true);
});
