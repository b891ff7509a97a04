import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { previewTest, sendTest, type TestChoice } from '$lib/server/dispatch/notices/test-message';
import { noticeLog } from '$lib/server/queries/notice-log';
import { policy } from '../support/district';
import { startRobot, type FakeRobot } from '../support/fake-robot';
import { startMailServer, type MailServer } from '../support/mail-server';
import { openNoticeTown, secrets, street, type NoticeTown } from '../support/notice-town';

let town: NoticeTown;
let robot: FakeRobot;
let mail: MailServer | undefined;

const people = [
	{
		id: 'zhang',
		name: '张三',
		unit: street,
		phone: '13900000001',
		mail: 'zhang@example.gov.cn',
		feishu_id: 'ou_1'
	},
	{ id: 'li', name: '李四', unit: street, mail: 'li@example.gov.cn' },
	{ id: 'wang', name: '王五', unit: '区住房城乡建设局' }
];
const rule = { id: 'all', kinds: ['alert_opened'], to: 'unit', channels: ['it'] };
const configure = (channel: object, over: object = {}) =>
	town.configure({ channels: [{ id: 'it', ...channel }], people, rules: [rule], ...over }, [
		robot.place,
		...(mail ? [mail.place] : [])
	]);
const hmac = (key: string, data: string) => createHmac('sha256', key).update(data);
const post = () => robot.received[0]!;

beforeAll(async () => {
	town = await openNoticeTown();
});
afterAll(() => town.close());
beforeEach(async () => {
	robot = await startRobot();
});
afterEach(async () => {
	await town.clear();
	await robot.close();
	await mail?.close();
	mail = undefined;
});

test('企业微信: text with phones where somebody is called, markdown where nobody is', async () => {
	const wecom = { kind: 'wecom', url: robot.url, key_env: 'ROBOT_KEY' };
	configure(wecom);
	await town.alert('P1');
	await town.tell();
	expect(JSON.parse(post().body)).toMatchObject({
		msgtype: 'text',
		text: { mentioned_mobile_list: ['13900000001'] }
	});
	configure(wecom, { people: [] });
	await town.alert('P2');
	await town.tell();
	const body = JSON.parse(robot.received[1]!.body);
	expect(body.msgtype).toBe('markdown');
	expect(body.markdown.content).toContain('[工程P2](https://board.example.gov.cn/alerts/project/P2)');
});

test('钉钉: signed by milliseconds and secret, phones in the text and in at', async () => {
	configure({ kind: 'dingtalk', url: robot.url, token_env: 'ROBOT_KEY', secret_env: 'ROBOT_SECRET' });
	await town.alert('P1');
	expect(await town.tell()).toMatchObject({ sent: 1 });
	const asked = new URL(post().path, robot.url).searchParams;
	const timestamp = asked.get('timestamp')!;
	expect(timestamp).toBe(String(Date.parse('2026-11-20T10:01:00+08:00')));
	expect(asked.get('access_token')).toBe(secrets.ROBOT_KEY);
	expect(asked.get('sign')).toBe(
		hmac(secrets.ROBOT_SECRET, `${timestamp}\n${secrets.ROBOT_SECRET}`).digest('base64')
	);
	const body = JSON.parse(post().body);
	expect(body.at).toEqual({ atMobiles: ['13900000001'], isAtAll: false });
	expect(body.msgtype).toBe('markdown');
	expect(body.markdown.text).toContain('@13900000001');
});

test('飞书: signed card in the colour of the level; a person is called by id, another by name', async () => {
	configure({ kind: 'feishu', url: robot.url, token_env: 'ROBOT_KEY', secret_env: 'ROBOT_SECRET' });
	await town.alert('P1');
	robot.answerWith({ status: 200, body: '{"code":19021,"msg":"sign match fail"}' });
	expect(await town.tell()).toMatchObject({ failed: 1 });
	expect(post().path).toBe(`/send/${secrets.ROBOT_KEY}`);
	const body = JSON.parse(post().body);
	expect(body.timestamp).toBe(String(Date.parse('2026-11-20T10:01:00+08:00') / 1000));
	expect(body.sign).toBe(hmac(`${body.timestamp}\n${secrets.ROBOT_SECRET}`, '').digest('base64'));
	expect(body.card.header.template).toBe('red');
	expect(body.card.elements[0].text.content).toContain('<at id=ou_1></at> 李四');
	robot.answerWith({ status: 200, body: '{"StatusCode":0,"StatusMessage":"success"}' });
	town.at('2026-11-20T10:02:00');
	expect(await town.tell()).toMatchObject({ sent: 1 });
});

test('飞书 is left alone on the hour and the half hour, to the minute', async () => {
	configure({ kind: 'feishu', url: robot.url, token_env: 'ROBOT_KEY', secret_env: 'ROBOT_SECRET' });
	town.at('2026-11-20T10:30:00');
	await town.alert('P1');
	expect(await town.tell()).toMatchObject({ sent: 0, waiting: 1 });
	town.at('2026-11-20T11:00:59');
	expect(await town.tell()).toMatchObject({ sent: 0, waiting: 1 });
	town.at('2026-11-20T11:01:00');
	expect(await town.tell()).toMatchObject({ sent: 1 });
});

test('a webhook is signed over its time and its bytes, and carries its id', async () => {
	configure({ kind: 'webhook', url: robot.url, secret_env: 'HOOK_SECRET' });
	await town.alert('P1');
	robot.answerWith({ status: 204, body: '' });
	expect(await town.tell()).toMatchObject({ sent: 1 });
	const { headers, body } = post();
	const timestamp = String(headers['x-xinshao-timestamp']);
	expect(headers['x-xinshao-signature']).toBe(
		`sha256=${hmac(secrets.HOOK_SECRET, `${timestamp}.${body}`).digest('hex')}`
	);
	expect(JSON.parse(body)).toMatchObject({
		id: headers['x-xinshao-message'],
		recipient: street,
		people: ['张三', '李四'],
		items: [{ key: 'alert_opened/project/P1/2026-11-20', level: 3 }]
	});
});

test('a redirect is not followed: it could lead to a place that was not allowed', async () => {
	configure({ kind: 'webhook', url: robot.url, secret_env: 'HOOK_SECRET' });
	await town.alert('P1');
	robot.answerWith({ status: 302, body: '' });
	expect(await town.tell()).toMatchObject({ sent: 0, failed: 1 });
});

test('mail goes to each person apart over a real SMTP server, with the id as Message-ID', async () => {
	mail = await startMailServer({ user: 'xinshao', password: secrets.MAIL_PASSWORD });
	const smtp = { kind: 'smtp', host: '127.0.0.1', port: mail.port, tls: 'none', from: 'x@example.gov.cn' };
	configure({ ...smtp, user: 'xinshao', password_env: 'MAIL_PASSWORD' });
	await town.alert('P1');
	expect(await town.tell()).toMatchObject({ messages: 2, sent: 2 });
	expect(mail.mails.map(({ to }) => to).sort()).toEqual([['li@example.gov.cn'], ['zhang@example.gov.cn']]);
	expect(mail.mails.every(({ user }) => user === 'xinshao')).toBe(true);
	const ids = (await town.log()).map(({ message_id }) => message_id);
	const [first] = mail.mails;
	expect(ids.some((id) => first!.text.includes(`Message-ID: <${id}@example.gov.cn>`))).toBe(true);
	const encoded = first!.text.split('\r\n\r\n').slice(1).join('');
	expect(Buffer.from(encoded, 'base64').toString('utf8') + encoded).toMatch(/alerts\/project\/P1/);
});

test('one mailbox that is refused does not keep the other from its mail', async () => {
	mail = await startMailServer();
	mail.refused.add('li@example.gov.cn');
	configure({ kind: 'smtp', host: '127.0.0.1', port: mail.port, tls: 'none', from: 'x@example.gov.cn' });
	await town.alert('P1');
	expect(await town.tell()).toMatchObject({ sent: 1, failed: 1 });
	const log = await noticeLog(town.district.warehouse, { kind: null, channel: 'it', result: null, limit: 9 });
	expect(log.map(({ recipient, result, status }) => `${recipient} ${result} ${status}`).sort()).toEqual([
		'张三 sent SMTP 250',
		'李四 failed SMTP 550'
	]);
});

test('mail refuses to go in the clear where TLS is asked for, and says so where the password is wrong', async () => {
	mail = await startMailServer({ user: 'xinshao', password: 'another' });
	const smtp = { kind: 'smtp', host: '127.0.0.1', port: mail.port, from: 'x@example.gov.cn' };
	configure({ ...smtp, user: 'xinshao', password_env: 'MAIL_PASSWORD' });
	await town.alert('P1');
	expect(await town.tell()).toMatchObject({ sent: 0 });
	expect(mail.mails).toEqual([]);
	configure({ ...smtp, tls: 'none', user: 'xinshao', password_env: 'MAIL_PASSWORD' });
	town.at('2026-11-20T10:03:00');
	await town.tell();
	expect((await town.log()).map(({ status }) => status)).toContain('SMTP 535');
	expect(mail.mails).toEqual([]);
});

test('a unit is met under every name that the pack knows for it', async () => {
	const alias = policy.units[0]!.aliases[0] ?? policy.units[0]!.code!;
	configure(
		{ kind: 'webhook', url: robot.url, secret_env: 'HOOK_SECRET' },
		{ people: [{ id: 'zhang', name: '张三', unit: alias }], rules: [{ ...rule, units: [alias] }] }
	);
	await town.alert('P1');
	expect(await town.tell()).toMatchObject({ sent: 1 });
	expect(JSON.parse(post().body).people).toEqual(['张三']);
});

test('who has no address is muted with that reason, not forgotten', async () => {
	mail = await startMailServer();
	configure(
		{ kind: 'smtp', host: '127.0.0.1', port: mail.port, tls: 'none', from: 'x@example.gov.cn' },
		{ rules: [{ ...rule, to: ['wang'] }] }
	);
	await town.alert('P1');
	expect(await town.tell()).toMatchObject({ messages: 0, muted: 1 });
	expect(await town.muted()).toEqual(['没有可通知的人员或地址']);
});

const id = '7b80c62d-5493-4f17-a819-883197c04188';
const choiceAt = (time: string): TestChoice => ({
	channel: 'it',
	person: 'zhang',
	id,
	composedAt: Date.parse(`${time}+08:00`)
});

test('a test sends exactly the bytes that were shown, once, and its answer is in the log', async () => {
	configure({ kind: 'dingtalk', url: robot.url, token_env: 'ROBOT_KEY', secret_env: 'ROBOT_SECRET' });
	const choice = choiceAt('2026-11-20T10:01:00');
	const { outgoing } = previewTest(town.office, choice);
	expect(robot.received).toEqual([]);
	expect(outgoing.to).not.toContain(secrets.ROBOT_KEY);
	town.at('2026-11-20T10:10:59');
	robot.answerWith({ status: 200, body: '{"errcode":310000,"errmsg":"keywords not in content"}' });
	const actor = { id: 'a', name: '管理员' };
	const answer = await sendTest(town.office, choice, actor);
	expect(answer).toMatchObject({ ok: false, status: 'HTTP 200 errcode 310000' });
	expect(post().body).toBe(outgoing.body);
	const shown = new URL(outgoing.to).searchParams;
	expect(new URL(post().path, robot.url).searchParams.get('sign')).toBe(shown.get('sign'));
	await expect(sendTest(town.office, choice, actor)).rejects.toMatchObject({ code: 'NOTICES_SENT' });
	expect(await town.tell()).toMatchObject({ sent: 0, waiting: 0 });
	const [line] = await noticeLog(town.district.warehouse, {
		kind: 'test',
		channel: null,
		result: null,
		limit: 9
	});
	expect(line).toMatchObject({ told: ['张三'], status: 'HTTP 200 errcode 310000' });
});

test('a payload looked at for longer than ten minutes is not sent', async () => {
	configure({ kind: 'webhook', url: robot.url, secret_env: 'HOOK_SECRET' });
	town.at('2026-11-20T10:11:01');
	await expect(
		sendTest(town.office, choiceAt('2026-11-20T10:01:00'), { id: 'a', name: '管理员' })
	).rejects.toMatchObject({ code: 'NOTICES_STALE' });
	expect(robot.received).toEqual([]);
});
