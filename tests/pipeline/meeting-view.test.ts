import { expect, it } from 'vitest';
import { scoped, tableColumns } from '$lib/server/accounts/scoped';
import { freezeMeeting } from '$lib/server/dispatch/meetings/freeze-meeting';
import { textOf } from '$lib/server/dispatch/letters/fill-template';
import { agendaPaper, minutesPaper, taskSheets } from '$lib/server/dispatch/meetings/papers';
import { meetingSeenBy } from '$lib/server/dispatch/meetings/meeting-view';
import { runScore } from '$lib/server/scoring/run-score';
import { calendar, openDistrict, policy } from '../support/district';

const clock = () => new Date('2026-11-21T10:00:00+08:00');

/** A district of two streets, with one project in each that paid nothing. */
async function twoStreets() {
	const district = await openDistrict();
	await district.ingestRows({
		projects: ['李封街道', '王封街道'].map((street, index) => ({
			project_code: `P${index + 1}`,
			project_name: `工程${index + 1}`,
			street,
			sector: '房屋建筑',
			status: '在建'
		})),
		payroll: ['P1', 'P2'].map((project_code) => ({
			project_code,
			wage_month: '2026-07',
			worker_id_no: '991234199001011234',
			worker_name: '赵铁柱',
			work_days: 20,
			payable: 6000,
			paid: 0,
			pay_status: '待发'
		}))
	});
	return district;
}

it('shows a person of a street what the meeting saw of that street, and nothing of another', async () => {
	const district = await twoStreets();
	await runScore(
		district.warehouse,
		{ policy, calendar },
		{ asOf: '2026-11-21', knownAt: null, series: 'current', scoredAt: '2026-11-21 06:00:00' }
	);
	const room = { warehouse: district.warehouse, policy, calendar, clock };
	await freezeMeeting(room, '2026-11-21', { id: 'a', name: '秘书' });
	const whole = await meetingSeenBy(district.warehouse, district.warehouse, 1);
	expect(whole?.snapshot.items.filter(({ subject_type }) => subject_type === 'project')).toHaveLength(2);
	const tables = await tableColumns(district.warehouse);
	const reader = scoped(district.warehouse, { units: ['李封街道'], sectors: null }, tables, (unit) => [unit]);
	const own = await meetingSeenBy(district.warehouse, reader, 1);
	expect(JSON.stringify(own)).toContain('工程1');
	expect(JSON.stringify(own)).not.toMatch(/工程2|"P2"/);
	expect(Object.values(own?.snapshot.counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(1);
	await district.close();
});

it('limits the agenda to the part that it was prepared for, says so on paper, and lets no other meeting stand on that day', async () => {
	const district = await twoStreets();
	for (const day of ['2026-11-14', '2026-11-21'])
		await runScore(
			district.warehouse,
			{ policy, calendar },
			{ asOf: day, knownAt: null, series: 'current', scoredAt: `${day} 06:00:00` }
		);
	const room = { warehouse: district.warehouse, policy, calendar, clock };
	const secretary = { id: 'a', name: '秘书' };
	const tables = await tableColumns(district.warehouse);
	const part = {
		scope: '街道：李封街道',
		reader: scoped(district.warehouse, { units: ['李封街道'], sectors: null }, tables, (unit) => [unit])
	};
	const whole = await freezeMeeting(room, '2026-11-14', secretary);
	const limited = await freezeMeeting(room, '2026-11-21', secretary, part);
	expect(limited.no).toBe(2);
	expect(limited.snapshot.items.map(({ name }) => name)).toEqual(['工程1']);
	expect(limited.snapshot.counts).toEqual({ red: 1 });
	// The meeting before was about everything: of it the same part is compared, so nothing looks gone.
	expect(limited.snapshot).toMatchObject({
		before_no: 1,
		counts_before: { red: 1 },
		gone: [],
		scope: part.scope
	});
	for (const paper of [agendaPaper, minutesPaper, taskSheets])
		expect(textOf(await paper(limited, policy)).join()).toContain('街道：李封街道');
	expect(textOf(await agendaPaper(whole, policy)).join()).not.toContain('筛选范围');
	await expect(freezeMeeting(room, '2026-11-21', secretary, { ...part, scope: null })).rejects.toMatchObject({
		code: 'MEETING_SCOPE'
	});
	expect((await freezeMeeting(room, '2026-11-21', secretary)).snapshot.items).toHaveLength(1);
	await district.close();
});
