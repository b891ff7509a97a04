import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { beginAgain } from '$lib/server/dispatch/notices/attempts';
import { noticeCounts, noticeLog } from '$lib/server/queries/notice-log';
import { startRobot, type FakeRobot } from '../support/fake-robot';
import { openNoticeTown, secrets, street, type NoticeTown } from '../support/notice-town';

let town: NoticeTown;
let robot: FakeRobot;

const officer = { id: 'zhang', name: '张三', unit: street, phone: '13900000001' };
const rule = { id: 'red', kinds: ['alert_opened', 'alert_rose'], to: 'unit', channels: ['group'] };
const wecom = () => ({ id: 'group', kind: 'wecom', url: robot.url, key_env: 'ROBOT_KEY' });
const configure = (over: object = {}, ruleOver: object = {}) =>
	town.configure({ channels: [wecom()], people: [officer], rules: [{ ...rule, ...ruleOver }], ...over }, [
		robot.place
	]);
const steps = async () => (await town.log()).map(({ step, status }) => `${step} ${status ?? ''}`.trim());
const results = async () =>
	(await noticeLog(town.district.warehouse, { kind: null, channel: null, result: null, limit: 100 })).map(
		({ key, result, muted }) => ({ key, result, muted })
	);

beforeAll(async () => {
	town = await openNoticeTown();
});
afterAll(() => town.close());
beforeEach(async () => {
	robot = await startRobot();
	configure();
});
afterEach(async () => {
	await town.clear();
	await robot.close();
});

test('without notices.yaml nothing is looked for and nothing is sent', async () => {
	await town.alert('P1');
	town.switchOff();
	expect(await town.tell()).toBeUndefined();
	expect(await results()).toEqual([]);
});

test('one alert is told once, with its link, and the officer of the unit is called by phone', async () => {
	await town.alert('P1');
	expect(await town.tell()).toMatchObject({ found: 1, messages: 1, sent: 1, failed: 0 });
	expect(await town.tell()).toMatchObject({ found: 0, messages: 0, sent: 0 });
	expect(robot.received).toHaveLength(1);
	expect(robot.received[0]!.path).toBe(`/send?key=${secrets.ROBOT_KEY}`);
	const body = JSON.parse(robot.received[0]!.body);
	expect(body.text.mentioned_mobile_list).toEqual(['13900000001']);
	expect(body.text.content).toContain('https://board.example.gov.cn/alerts/project/P1');
	expect(body.text.content).toContain('涉及 12 人，未付 3.5 万元');
	expect(await steps()).toEqual(['started', 'sent HTTP 200']);
});

test('what happened before the first day of the configuration is never told', async () => {
	await town.alert('P1');
	configure({ start: '2026-11-21' });
	expect(await town.tell()).toMatchObject({ found: 0 });
	configure({ start: '2026-11-20' });
	expect(await town.tell()).toMatchObject({ found: 1, sent: 1 });
});

test('an answer of 200 with an error code is a failure, and is tried again after a minute, not before', async () => {
	await town.alert('P1');
	robot.answerWith({ status: 200, body: '{"errcode":45009,"errmsg":"api freq out of limit"}' });
	expect(await town.tell()).toMatchObject({ sent: 0, failed: 1 });
	town.at('2026-11-20T10:01:59');
	expect(await town.tell()).toMatchObject({ sent: 0, waiting: 1 });
	town.at('2026-11-20T10:02:00');
	expect(await town.tell()).toMatchObject({ sent: 1 });
	expect(await steps()).toEqual(['started', 'failed HTTP 200 errcode 45009', 'started', 'sent HTTP 200']);
	expect(new Set((await town.log()).map(({ message_id }) => message_id)).size).toBe(1);
	expect(robot.received[1]!.body).toBe(robot.received[0]!.body);
});

test('a page instead of JSON is a failure, however well its status looks', async () => {
	await town.alert('P1');
	robot.answerWith({ status: 200, body: '<html>sign in</html>' });
	expect(await town.tell()).toMatchObject({ sent: 0, failed: 1 });
});

test('500 and then success: told once', async () => {
	await town.alert('P1');
	robot.answerWith({ status: 500, body: 'oops' });
	await town.tell();
	town.at('2026-11-20T10:05:00');
	expect(await town.tell()).toMatchObject({ sent: 1 });
	expect(await steps()).toEqual(['started', 'failed HTTP 500', 'started', 'sent HTTP 200']);
});

test('a robot that never answers ends the turn of its channel; the others wait for no timeout of their own', async () => {
	await town.alert('P1');
	await town.alert('P2', { level: 2 });
	configure({}, { digest_at: undefined });
	town.patience(200);
	robot.answerWith(undefined);
	const second = { ...rule, id: 'p2', to: ['zhang'], min_level: 2 };
	configure({ rules: [{ ...rule, urgent: true, min_level: 3 }, second] });
	expect(await town.tell()).toMatchObject({ failed: 1, waiting: 1, sent: 0 });
	expect(await steps()).toEqual(['started', 'failed timeout']);
	town.at('2026-11-20T10:03:00');
	expect(await town.tell()).toMatchObject({ sent: 2 });
});

test('six failures and it is given up, with every wait longer; a person can let it begin again', async () => {
	await town.alert('P1');
	robot.answerWith(...Array.from({ length: 7 }, () => ({ status: 503, body: '' })));
	const times = ['10:01', '10:02', '10:07', '10:22', '11:22', '15:22'];
	for (const time of times) {
		town.at(`2026-11-20T${time}:00`);
		await town.tell();
	}
	expect(robot.received).toHaveLength(6);
	expect((await steps()).at(-1)).toBe('given_up HTTP 503');
	town.at('2026-11-25T10:01:00');
	expect(await town.tell()).toMatchObject({ sent: 0, waiting: 0 });
	expect(await noticeCounts(town.district.warehouse)).toMatchObject({ given_up: 1, failed: 0, sent: 0 });
	const [line] = await town.log();
	const zhang = { id: 'zhang', name: '张三' };
	await beginAgain(town.office, line!.message_id, zhang);
	await expect(beginAgain(town.office, line!.message_id, zhang)).rejects.toMatchObject({
		code: 'NOTICE_MOVED'
	});
	expect(await town.tell()).toMatchObject({ failed: 1 });
	town.at('2026-11-25T10:02:00');
	expect(await town.tell()).toMatchObject({ sent: 1 });
	expect(await noticeCounts(town.district.warehouse)).toMatchObject({ given_up: 0, sent: 1 });
});

test('twenty messages in any 60 seconds; the twenty-first waits and comes later, none is lost', async () => {
	const people = Array.from({ length: 23 }, (_, index) => ({
		id: `p${index}`,
		name: `值班${index}`,
		unit: `单位${index}`
	}));
	configure({
		channels: [wecom(), { id: 'mine', kind: 'wecom', url: robot.url, key_env: 'ROBOT_KEY', per_minute: 3 }],
		people,
		rules: []
	});
	for (let index = 0; index < 23; index += 1) await town.notice(`N${index}`, 'group', `单位${index}`);
	expect(await town.tell()).toMatchObject({ messages: 23, sent: 20, waiting: 3 });
	town.at('2026-11-20T10:01:59');
	expect(await town.tell()).toMatchObject({ sent: 0, waiting: 3 });
	town.at('2026-11-20T10:02:00');
	expect(await town.tell()).toMatchObject({ sent: 3, waiting: 0 });
	expect(robot.received).toHaveLength(23);
	for (let index = 0; index < 5; index += 1) await town.notice(`M${index}`, 'mine', `单位${index}`);
	expect(await town.tell()).toMatchObject({ sent: 3, waiting: 2 });
});

test('in quiet hours only what is urgent goes out; the rest is deferred to their end and not lost', async () => {
	const quiet = { quiet_hours: { from: '21:30', to: '07:30' } };
	const loud = { ...rule, id: 'loud', min_level: 3, urgent: true };
	configure({ ...quiet, rules: [{ ...rule, min_level: 2 }, loud] });
	town.at('2026-11-20T21:30:00');
	await town.alert('P1', { level: 3 });
	await town.alert('P2', { level: 2 });
	expect(await town.tell()).toMatchObject({ found: 2, sent: 1 });
	expect(robot.received[0]!.body).toContain('工程P1');
	town.at('2026-11-21T07:29:59');
	expect(await town.tell()).toMatchObject({ sent: 0 });
	town.at('2026-11-21T07:30:00');
	expect(await town.tell()).toMatchObject({ sent: 1 });
	expect(robot.received[1]!.body).toContain('工程P2');
	expect(robot.received[1]!.body).not.toContain('工程P1');
});

test('a digest gathers all that a unit is due in one message, at its hour', async () => {
	configure({}, { digest_at: '16:00' });
	await town.alert('P1');
	expect(await town.tell()).toMatchObject({ found: 1, messages: 0 });
	town.at('2026-11-20T15:59:00');
	await town.alert('P2');
	expect(await town.tell()).toMatchObject({ found: 1, messages: 0 });
	town.at('2026-11-20T16:00:00');
	expect(await town.tell()).toMatchObject({ messages: 1, sent: 1 });
	const { content } = JSON.parse(robot.received[0]!.body).text;
	expect(content).toContain(`${street}：新预警 2 条`);
	expect(content).toContain('/alerts/project/P1');
	expect(content).toContain('/alerts/project/P2');
	expect((await results()).map(({ result }) => result)).toEqual(['sent', 'sent']);
});

test('a message never exceeds what the robot takes: 60 items go in several, each item once', async () => {
	for (let index = 0; index < 60; index += 1) await town.alert(`PROJECT-${String(index).padStart(3, '0')}`);
	await town.tell();
	expect(robot.received.length).toBeGreaterThan(1);
	const texts = robot.received.map(({ body }) => String(JSON.parse(body).text.content));
	for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048);
	const all = texts.join('\n');
	for (let index = 0; index < 60; index += 1)
		expect(all.split(`工程PROJECT-${String(index).padStart(3, '0')}：`)).toHaveLength(2);
});

test('two rules for the same group tell it once', async () => {
	configure({ rules: [rule, { ...rule, id: 'again', to: ['zhang'], digest_at: '16:00' }] });
	await town.alert('P1');
	expect(await town.tell()).toMatchObject({ messages: 1, sent: 1 });
	town.at('2026-11-20T16:10:00');
	expect(await town.tell()).toMatchObject({ messages: 0 });
	expect(robot.received).toHaveLength(1);
});

test('what is muted is not told, now or later, and the log says why', async () => {
	configure({
		mutes: [{ subject: 'P2', until: '2026-11-20', reason: '已另行协调' }],
		rules: [rule, { ...rule, id: 'off', on: false, kinds: ['alert_rose'] }]
	});
	await town.alert('P1', { snoozedUntil: '2026-11-20' });
	await town.alert('P2');
	await town.alert('P3', { snoozedUntil: '2026-11-19' });
	expect(await town.tell()).toMatchObject({ found: 3, muted: 2, sent: 1 });
	expect(await town.muted()).toEqual(['已另行协调（至 2026-11-20）', '预警已静默至 2026-11-20']);
	town.at('2026-11-22T10:01:00');
	configure();
	expect(await town.tell()).toMatchObject({ found: 0, sent: 0 });
	const kept = await results();
	expect(kept.filter(({ result }) => result === 'muted')).toHaveLength(2);
	expect(robot.received[0]!.body).toContain('工程P3');
});

test('an event that no rule takes is kept as such, and a rule made later does not dig it up', async () => {
	configure({ rules: [] });
	await town.alert('P1');
	expect(await town.tell()).toMatchObject({ found: 1, messages: 0 });
	configure();
	expect(await town.tell()).toMatchObject({ found: 0, messages: 0 });
	expect((await results()).map(({ result }) => result)).toEqual(['no_rule']);
});

test('a process that ends in mid-send sends again with the same id: never lost, at worst twice', async () => {
	await town.alert('P1');
	robot.answerWith(undefined);
	await town.crashWhileSending(() => robot.received.length > 0);
	expect(await steps()).toEqual(['started']);
	town.at('2026-11-20T10:01:30');
	expect(await town.tell()).toMatchObject({ found: 0, messages: 0, sent: 1 });
	expect(await steps()).toEqual(['started', 'started', 'sent HTTP 200']);
	const ids = robot.received.map(({ body }) => /消息编号 ([\w-]+)/.exec(body)?.[1]);
	expect(ids).toHaveLength(2);
	expect(ids[0]).toBe(ids[1]);
	expect(await town.tell()).toMatchObject({ sent: 0 });
});

test('a channel without its secret, or to a host that is not allowed, sends nothing and says why', async () => {
	await town.alert('P1');
	configure({ channels: [{ ...wecom(), key_env: 'NOT_THERE' }] });
	const told = await town.tell();
	expect(told).toMatchObject({ sent: 0, waiting: 1 });
	expect(told!.refusals[0]).toContain('NOT_THERE');
	town.configure({ channels: [wecom()], people: [officer], rules: [rule] }, ['10.0.0.1:80']);
	expect((await town.tell())!.refusals[0]).toContain('allowed_hosts');
	expect(robot.received).toHaveLength(0);
	configure();
	expect(await town.tell()).toMatchObject({ sent: 1 });
});

test('no secret is kept in the log, though every payload is', async () => {
	await town.alert('P1');
	robot.answerWith({ status: 200, body: `{"errcode":1,"errmsg":"${secrets.ROBOT_KEY}"}` });
	await town.tell();
	const rows = await town.everythingKept();
	expect(rows).toContain('工程P1');
	for (const secret of Object.values(secrets)) expect(rows).not.toContain(secret);
});
