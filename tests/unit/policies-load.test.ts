import { expect, test } from 'vitest';
import { loadPolicy } from '$lib/server/policies/load-policy';
import { thresholdsOn } from '$lib/server/policies/policy-on';
test('loads 410803', () => {
	const p = loadPolicy('410803');
	console.log(thresholdsOn(p, '2026-08-01').length, p.units.length, p.sha256);
	expect(p.name).toBe('焦作市中站区');
});
