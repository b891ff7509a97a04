import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Cookies } from '@sveltejs/kit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOwnAddress } from '$lib/domain/said';
import en from '$lib/i18n/said/en';
import zh from '$lib/i18n/said/zh';
import { say, takeSaid } from '../../src/hooks/said';

const routes = resolve(import.meta.dirname, '../../src/routes');
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** A jar of one browser, without its limits. */
function jar() {
	const kept = new Map<string, string>();
	const cookies = {
		get: (name: string) => kept.get(name),
		set: (name: string, value: string) => void kept.set(name, value),
		delete: (name: string) => void kept.delete(name)
	} as unknown as Cookies;
	return { kept, cookies };
}
const eventOf = (cookies: Cookies, lang: 'zh' | 'en' = 'zh') =>
	({ cookies, locals: { lang }, url: new URL('http://board.test/') }) as unknown as Parameters<typeof say>[0];

test('every sentence is there in both languages with the same places, and English has no Han characters', () => {
	const keys = Object.keys(zh) as (keyof typeof zh)[];
	expect(Object.keys(en).sort()).toEqual([...keys].sort());
	for (const key of keys) {
		expect(places(en[key]), key).toEqual(places(zh[key]));
		expect(en[key], key).not.toMatch(/\p{Script=Han}/u);
		expect(zh[key], key).toMatch(/[。]$/);
	}
});

/** Acts whose answer is the page itself: who looks, how, at what, or a value that is shown. */
const answeredByThePage = [
	'account',
	'known',
	'notices/test',
	'people',
	'preferences',
	'projects/[code]',
	'reveal',
	'setup',
	'sign-in',
	'sign-in/code',
	'sign-out',
	'timeline',
	'upload'
];

test('every page on which somebody can act answers with a sentence', () => {
	const silent = globSync('**/+page.server.ts', { cwd: routes })
		.filter((file) => /export const actions/.test(readFileSync(resolve(routes, file), 'utf8')))
		.filter((file) => !/\bsay\(/.test(readFileSync(resolve(routes, file), 'utf8')))
		.map((file) => file.replace('/+page.server.ts', ''));
	expect(silent.filter((route) => !answeredByThePage.includes(route))).toEqual([]);
});

test('a sentence is shown once, with its values and the way back', () => {
	const { cookies } = jar();
	const undo = { action: '/views?/change', fields: { id: '3', act: 'removed' } };
	say(eventOf(cookies), 'view.saved', { name: '我的红色项目' }, undo);
	expect(takeSaid(cookies)).toMatchObject({ text: '视图已保存：我的红色项目。', undo });
	expect(takeSaid(cookies)).toBeNull();
});

test('a way back that a browser would not keep is left out, the sentence stays', () => {
	const { kept, cookies } = jar();
	say(eventOf(cookies, 'en'), 'bulletin.edited', {}, { action: '/x', fields: { words: '工'.repeat(900) } });
	expect(encodeURIComponent(kept.get('said') ?? '').length).toBeLessThan(4_096);
	expect(takeSaid(cookies)).toMatchObject({ text: en['bulletin.edited'], undo: null });
});

test('whatever a cookie says, a way back never leads to another site', () => {
	fc.assert(
		fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.constantFrom('//x.test', '/\\x.test')), (action) => {
			const { kept, cookies } = jar();
			kept.set('said', JSON.stringify({ id: 'a', text: 'b', undo: { action, fields: {} } }));
			const said = takeSaid(cookies);
			if (said === null) return;
			expect(isOwnAddress(action)).toBe(true);
			expect(new URL(action, 'http://board.test').host).toBe('board.test');
		})
	);
	expect(isOwnAddress('//x.test')).toBe(false);
	expect(isOwnAddress('/\\x.test')).toBe(false);
	expect(isOwnAddress('/\t/x.test')).toBe(false);
	expect(isOwnAddress('/views?/change')).toBe(true);
});
