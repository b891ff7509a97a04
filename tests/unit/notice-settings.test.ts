import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { partsOf } from '$lib/server/dispatch/notices/bundle';
import { bytesOf } from '$lib/server/dispatch/channels/message-text';
import { channels } from '$lib/server/dispatch/channels/registry';
import example from '$lib/server/dispatch/notices/example.yaml?raw';
import { readNoticeSettings } from '$lib/server/dispatch/notices/notice-settings';
import { afterQuiet, isQuiet, nextDigest } from '$lib/server/dispatch/notices/quiet-hours';

const home = mkdtempSync(join(tmpdir(), 'xinshao-notices-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
function read(text: string) {
	writeFileSync(join(home, 'notices.yaml'), text);
	return readNoticeSettings(home);
}

test('the example on the page is one that works, and shows every kind of channel', () => {
	const settings = read(example);
	expect(new Set(settings?.channels.map(({ kind }) => kind))).toEqual(new Set(channels.keys()));
	expect(settings?.rules.length).toBeGreaterThan(2);
});

test('what is wrong is said with its line, and a secret in the file is refused', () => {
	const start = `start: '2026-11-21'\n`;
	const wrong: readonly [string, RegExp][] = [
		['channels: []', /缺少「start」/],
		[`${start}chanels: []`, /第 2 行.*不认识的键「chanels」/],
		[`${start}channels:\n  - { id: a, kind: fax }`, /第 3 行.*只能是/],
		[`${start}channels:\n  - { id: a, kind: wecom, key: abc, key_env: K }`, /第 3 行.*不认识的键 key/],
		[`${start}channels:\n  - { id: a, kind: wecom, key_env: not-a-name }`, /第 3 行.*不要写密码本身/],
		[
			`${start}rules:\n  - { id: r, kinds: [alert_opened], to: unit, channels: [nope] }`,
			/channels 里没有“nope”/
		],
		[`${start}rules:\n  - { id: r, kinds: [no_such], to: unit, channels: [] }`, /不是已知的事件种类/],
		[`${start}people:\n  - { id: a, name: 甲, phone: 13900000001 }`, /没有加引号/],
		[`${start}people:\n  - { id: a, name: 甲 }\n  - { id: a, name: 乙 }`, /写了两次“a”/],
		[`${start}mutes:\n  - { unit: 甲, until: '2026-12-31' }`, /缺少「mutes.0.reason」/]
	];
	for (const [text, message] of wrong) expect(() => read(text), text).toThrow(message);
});

const minute = fc
	.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
	.map(([hour, minutes]) => `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);

test('after the quiet hours it is never quiet, never earlier, and never more than a day later', () => {
	fc.assert(
		fc.property(minute, minute, minute, (now, from, to) => {
			const time = `2026-11-20 ${now}:00`;
			const later = afterQuiet(time, { from, to });
			expect(isQuiet(later, { from, to })).toBe(false);
			expect(later >= time).toBe(true);
			expect(later < '2026-11-22').toBe(true);
			expect(nextDigest(time, to) > time).toBe(true);
		})
	);
});

test('quiet hours begin on their minute and end before theirs', () => {
	const quiet = { from: '21:30', to: '07:30' };
	expect(isQuiet('2026-11-20 21:29:59', quiet)).toBe(false);
	expect(isQuiet('2026-11-20 21:30:00', quiet)).toBe(true);
	expect(isQuiet('2026-11-21 07:29:59', quiet)).toBe(true);
	expect(isQuiet('2026-11-21 07:30:00', quiet)).toBe(false);
});

test('however many items there are and however long, each is in one part, in order, and no part is too long', () => {
	const item = fc.record({
		key: fc.string(),
		kind: fc.constant('k'),
		level: fc.constant(1),
		title: fc.string({ unit: 'grapheme', maxLength: 60 }),
		words: fc.string({ unit: 'grapheme', maxLength: 200 }),
		link: fc.constant('https://board.example.gov.cn/alerts/project/P1'),
		day: fc.constant('2026-11-20')
	});
	fc.assert(
		fc.property(fc.array(item, { maxLength: 120 }), (items) => {
			const parts = partsOf(items, (one) => one, 1800);
			expect(parts.flat()).toEqual(items);
			for (const part of parts)
				expect(part.length === 1 || part.reduce((sum, one) => sum + bytesOf(one), 0) <= 1800).toBe(true);
		})
	);
});
