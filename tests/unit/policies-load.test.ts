import { expect, test } from 'vitest';
import { loadPolicy } from '$lib/server/policies/load-policy';
import { thresholdsOn } from '$lib/server/policies/policy-on';
test.each(['410803', '410183', '620724', '410700', '410305'])('loads %s', (c) => {
	const p = loadPolicy(c);
	console.log(thresholdsOn(p, '2026-08-01').length, p.units.length, p.departments.length);
	expect(p.code).toBe(c);
});
