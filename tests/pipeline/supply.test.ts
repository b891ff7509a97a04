import { afterEach, beforeEach, expect, test } from 'vitest';
import { addDays } from '$lib/domain/day';
import { ingestFile } from '$lib/server/ingest/ingest-file';
import { agendaItems } from '$lib/server/dispatch/meetings/agenda';
import { actOnSilence, silenceItems } from '$lib/server/dispatch/supply/silence-book';
import { supplies } from '$lib/server/dispatch/supply/supplies';
import { endSilences, watchSupply } from '$lib/server/dispatch/supply/watch-supply';
import { personalKeys } from '$lib/server/warehouse/pii-vault';
import { calendar, openDistrict, policy, type District } from '../support/district';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const clerk = { id: '7', name: '数据员甲' };
let district: District;
let sequence = 0;

beforeEach(async () => {
	district = await openDistrict();
});
afterEach(() => district.close());

const clockOn = (day: string) => () => new Date(`${day}T05:50:00+08:00`);
const watch = (day: string) => watchSupply(district.warehouse, policy, clockOn(day));
const items = (day: string) => silenceItems(district.warehouse, day);

async function deliver(supplier: string | null, day: string, salary = 6000) {
	sequence += 1;
	const path = join(district.home, 'tmp', `payroll_${sequence}.ndjson`);
	writeFileSync(
		path,
		JSON.stringify({
			project_code: 'P1',
			worker_id_no: '990101199001010011',
			wage_month: '2026-06',
			work_days: 20,
			payable: salary + sequence,
			paid: salary + sequence,
			pay_status: '成功',
			pay_date: '2026-07-10',
			signed: true
		})
	);
	const context = {
		warehouse: district.warehouse,
		home: district.home,
		keys: personalKeys(undefined),
		clock: clockOn(day)
	};
	const [report] = await ingestFile(context, {
		path,
		feed: 'payroll',
		sourceId: 'test',
		receivedAt: `${day} 08:00:00`,
		...(supplier !== null && { supplier })
	});
	expect(report?.error).toBeNull();
}
const ofPayroll = async (day: string) => (await items(day)).filter(({ feed }) => feed === 'payroll');

test('an empty installation misses nothing', async () => {
	expect(await watch('2026-11-21')).toEqual({ opened: 0, ended: 0 });
	expect(
		(await supplies(district.warehouse, policy, '2026-11-21')).every(({ state }) => state === 'never')
	).toBe(true);
});

test('on the last allowed day nothing happens, on the next an item is opened, once', async () => {
	await deliver('甲银行', '2026-09-01');
	await watch(addDays('2026-09-01', 40));
	expect(await ofPayroll('2026-12-31')).toEqual([]);
	await watch(addDays('2026-09-01', 41));
	await watch(addDays('2026-09-01', 41));
	await watch(addDays('2026-09-01', 60));
	const found = await ofPayroll('2026-12-31');
	expect(found).toMatchObject([
		{ supplier: '甲银行', addressee: '甲银行', lastDay: '2026-09-01', openedOn: '2026-10-12', endedOn: null }
	]);
});

test('two runs in the same moment open one item', async () => {
	await deliver('甲银行', '2026-09-01');
	await Promise.all([watch('2026-11-01'), watch('2026-11-01'), watch('2026-11-01')]);
	expect(await ofPayroll('2026-11-01')).toHaveLength(1);
});

test('each supplier of a feed has an item of its own; who still sends has none', async () => {
	await deliver('甲银行', '2026-09-01');
	await deliver('乙银行', '2026-09-02');
	await deliver('丙银行', '2026-10-30');
	await watch('2026-11-01');
	expect((await ofPayroll('2026-11-01')).map(({ supplier }) => supplier).sort()).toEqual(
		['乙银行', '甲银行'].sort()
	);
});

test('data end the item by themselves and leave a record; another silence opens another item', async () => {
	await deliver('甲银行', '2026-09-01');
	await watch('2026-10-12');
	await deliver('甲银行', '2026-10-20');
	expect(await watch('2026-10-20')).toMatchObject({ ended: 1 });
	expect(await watch('2026-10-21')).toMatchObject({ ended: 0 });
	const [ended] = await ofPayroll('2026-10-21');
	expect(ended).toMatchObject({ endedOn: '2026-10-20' });
	expect(ended!.acts).toMatchObject([{ act: 'arrived', actor: '系统', batchId: 2 }]);
	// As it was then: the day before, the same item was open.
	expect((await ofPayroll('2026-10-19'))[0]).toMatchObject({ endedOn: null, acts: [] });
	await watch(addDays('2026-10-20', 41));
	expect((await ofPayroll('2026-12-31')).map(({ endedOn }) => endedOn)).toEqual([null, '2026-10-20']);
});

test('a load ends what it brought and opens nothing: that is left to the night', async () => {
	await deliver('甲银行', '2026-09-01');
	await deliver('乙银行', '2026-09-01');
	await watch('2026-10-12');
	await deliver('甲银行', '2026-10-13');
	const ended = () => endSilences(district.warehouse, policy, clockOn('2026-10-13'));
	expect([await ended(), await ended()]).toEqual([1, 0]);
	const open = (await items('2026-10-13')).filter(({ endedOn }) => endedOn === null);
	expect(open.filter(({ feed }) => feed === 'payroll').map(({ supplier }) => supplier)).toEqual(['乙银行']);
	await endSilences(district.warehouse, policy, clockOn('2027-06-01'));
	expect((await ofPayroll('2027-06-01')).filter(({ supplier }) => supplier === '甲银行')).toHaveLength(1);
});

test('rows of another supplier do not end it', async () => {
	await deliver('甲银行', '2026-09-01');
	await watch('2026-10-12');
	await deliver('乙银行', '2026-10-13');
	await watch('2026-10-13');
	expect((await ofPayroll('2026-10-13'))[0]).toMatchObject({ supplier: '甲银行', endedOn: null });
});

test('a feed that judging needs and nobody ever sent is asked of its departments, and whoever sends it ends it', async () => {
	await district.ingestRows(
		{ enterprises: [{ uscc: 'X', name: '某公司', enterprise_type: '施工总承包' }] },
		'2026-09-01 08:00:00'
	);
	await watch(addDays('2026-09-01', 40));
	expect(await ofPayroll('2026-12-31')).toEqual([]);
	await watch(addDays('2026-09-01', 41));
	const [never] = await ofPayroll('2026-12-31');
	expect(never).toMatchObject({ supplier: '', lastDay: null, addressee: '工资专户银行代发回单、总包工资表' });
	// Funds, presale accounts and the like may simply not be connected here: nobody is asked for them.
	expect((await items('2026-12-31')).map(({ feed }) => feed)).not.toContain('presale_accounts');
	await deliver('甲银行', '2026-10-20');
	await watch('2026-10-20');
	expect((await ofPayroll('2026-10-20'))[0]).toMatchObject({ endedOn: '2026-10-20' });
});

test('people note, tell and release; what is released stays away until data come again', async () => {
	await deliver('甲银行', '2026-09-01');
	await watch('2026-10-12');
	const [item] = await ofPayroll('2026-10-12');
	const act = (given: Parameters<typeof actOnSilence>[3]) =>
		actOnSilence(district.warehouse, clockOn('2026-10-12'), item!.id, given, clerk);
	await expect(act({ act: 'told', told: ' ', seen: 0 })).rejects.toMatchObject({
		code: 'SILENCE_INCOMPLETE'
	});
	await expect(
		act({ act: 'told', told: '甲银行 李经理', promised: '2026-10-11', seen: 0 })
	).rejects.toMatchObject({ code: 'SILENCE_INCOMPLETE' });
	await act({ act: 'told', told: '甲银行 李经理', promised: '2026-10-16', seen: 0 });
	await expect(act({ act: 'noted', words: '系统升级', seen: 0 })).rejects.toMatchObject({
		code: 'SILENCE_MOVED'
	});

	const agenda = await agendaItems(
		{ reader: district.warehouse, policy, calendar, day: '2026-10-16', before: '2026-10-09' },
		-1
	);
	const silent = agenda.filter(
		({ kind, subject_code }) => kind === 'silent_feed' && /payroll/.test(subject_code)
	);
	expect(silent).toMatchObject([
		{
			subject_code: 'payroll 甲银行',
			unit: '甲银行',
			fact: '最近一次 2026-09-01，已 45 天未报，允许 40 天；2026-10-12 已告知甲银行 李经理，答应 2026-10-16 前报送'
		}
	]);

	await act({ act: 'released', words: '已改由乙银行报送', seen: 1 });
	await expect(act({ act: 'noted', words: '再记一笔', seen: 2 })).rejects.toMatchObject({
		code: 'SILENCE_OVER'
	});
	await watch('2026-10-20');
	expect((await ofPayroll('2026-10-20')).filter(({ endedOn }) => endedOn === null)).toEqual([]);
	await deliver('甲银行', '2026-11-01');
	await watch(addDays('2026-11-01', 41));
	expect((await ofPayroll('2026-12-31')).filter(({ endedOn }) => endedOn === null)).toHaveLength(1);
});

test('a withdrawn delivery does not count as one', async () => {
	await deliver('甲银行', '2026-09-01');
	await deliver('甲银行', '2026-10-10');
	await district.warehouse.write((tx) => tx.run("update batch set status = 'withdrawn' where batch_id = 2"));
	await watch('2026-10-12');
	expect(await ofPayroll('2026-10-12')).toMatchObject([{ lastDay: '2026-09-01' }]);
});
