import { readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { grants, permissions, roles, rowScope } from '$lib/domain/roles';
import { asked, routeRules, ruleOf } from '$lib/server/accounts/route-rules';
import { placeGroups } from '$lib/navigation';

const folder = resolve(import.meta.dirname, '../../src/routes');
const routes = [
	...new Set(
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => /\+(page\.svelte|page\.server\.ts|server\.ts)$/.test(name))
			.map((name) => `/${dirname(name)}`.replace(/^\/\.$/, '/'))
	)
];

test('every route has a rule, and every rule a route', () => {
	expect(routes.filter((route) => ruleOf(route) === undefined)).toEqual([]);
});

test('only these routes are open to everybody', () => {
	const open = routes.filter(
		(route) => asked(route, 'GET') === 'public' || asked(route, 'POST') === 'public'
	);
	expect(open.sort()).toEqual(
		[
			'/healthz',
			'/preferences',
			'/readyz',
			'/setup',
			'/sign-in',
			'/sign-in/callback',
			'/sign-in/code',
			'/sign-in/sso',
			'/sign-out'
		].sort()
	);
});

test('the beginning of a route is a whole part of it', () => {
	expect(ruleOf('/projectsomething')).toBeUndefined();
	expect(ruleOf('/projects/[code]/calculation.xlsx')).toBe(routeRules['/projects']);
	expect(ruleOf('/anything')).toBeUndefined();
	expect(asked('/projects/[code]', 'POST')).toBe('case.act');
	expect(asked('/projects/[code]', 'HEAD')).toBe('board.view');
});

test('the three administrators share nothing but their own account', () => {
	const [system, security, audit] = ['system_admin', 'security_admin', 'audit_admin'] as const;
	const shared = (a: readonly string[], b: readonly string[]) => a.filter((one) => b.includes(one));
	expect(shared(grants[system], grants[security])).toEqual(['own.account']);
	expect(shared(grants[system], grants[audit])).toEqual(['own.account']);
	expect(shared(grants[security], grants[audit])).toEqual(['own.account']);
	for (const role of [system, security, audit]) expect(grants[role]).not.toContain('board.view');
});

test('every permission is held by somebody, and a link asks for what its page asks for', () => {
	for (const permission of permissions)
		expect(roles.some((role) => grants[role].includes(permission))).toBe(true);
	for (const { places } of placeGroups)
		for (const place of places)
			expect([place.href, place.asks ?? 'board.view']).toEqual([place.href, asked(place.href, 'GET')]);
});

test('a limited role with nothing chosen sees nothing', () => {
	const chosen = { units: [], sectors: [] };
	expect(rowScope('street_handler', chosen)).toEqual({ units: [], sectors: null });
	expect(rowScope('department_handler', chosen)).toEqual({ units: null, sectors: [] });
	expect(rowScope('leadership', chosen)).toEqual({ units: null, sectors: null });
});
