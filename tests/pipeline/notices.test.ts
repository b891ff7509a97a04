import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startRobot, type FakeRobot } from '../support/fake-robot';
import { openNoticeTown, secrets, street, type NoticeTown } from '../support/notice-town';

let town: NoticeTown;
let robot: FakeRobot;

const rule = {
	id: 'red',
	kinds: ['alert_opened', 'alert_rose'],
	min_level: 2,
	to: 'unit',
	channels: ['group']
};
const officer = { id: 'zhang', name: '张三', unit: street, phone: '13900000001' };
const wecom = () => ({ id: 'group', kind: 'wecom', url: robot.url, key_env: 'ROBOT_KEY' });
const configured = (over: object = {}, ruleOver: object = {}) =>
	town.configure({ channels: [wecom()], people: [officer], rules: [{ ...rule, ...ruleOver }], ...over }, [
		robot.place
	]);

beforeAll(async () => {
	town = await openNoticeTown();
});
afterAll(() => town.close());
afterEach(async () => {
	await town.clear();
	await robot?.close();
});
async function open() {
	robot = await startRobot();
	configured();
}

test('one alert is told once, with the link, to the unit, with its officer called by phone', async () => {
	await open();
	await town.alert('P1');
	expect(await town.tell()).toMatchObject({ found: 1, messages: 1, sent: 1, failed: 0 });
	expect(await town.tell()).toMatchObject({ found: 0, messages: 0, sent: 0 });
	expect(robot.received).toHaveLength(1);
	expect(robot.received[0]!.path).toBe(`/send?key=${secrets.ROBOT_KEY}`);
	const body = JSON.parse(robot.received[0]!.body);
	expect(body.msgtype).toBe('text');
	expect(body.text.mentioned_mobile_list).toEqual(['13900000001']);
	expect(body.text.content).toContain('https://board.example.gov.cn/alerts/project/P1');
	expect(body.text.content).toContain('涉及 12 人，未付 3.5 万元');
	expect((await town.log()).map(({ step, status }) => [step, status])).toEqual([
		['started', null],
		['sent', 'HTTP 200']
	]);
});

test('an answer of 200 with an error code is a failure, and is tried again after a minute, not before', async () => {
	await open();
	await town.alert('P1');
	robot.answerWith({ status: 200, body: '{"errcode":45009,"errmsg":"api freq out of limit"}' });
	expect(await town.tell()).toMatchObject({ sent: 0, failed: 1 });
	town.at('2026-11-20T10:01:59');
	expect(await town.tell()).toMatchObject({ sent: 0, waiting: 1 });
	town.at('2026-11-20T10:02:00');
	expect(await town.tell()).toMatchObject({ sent: 1 });
	const log = await town.log();
	expect(log.map(({ step, status }) => `${step} ${status}`)).toContain('failed HTTP 200 errcode 45009');
	expect(new Set(log.map(({ message_id }) => message_id)).size).toBe(1);
	expect(robot.received[1]!.body).toBe(robot.received[0]!.body);
});
