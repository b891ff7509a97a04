import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundOf, boundText, isBeyond } from '$lib/domain/bound-field';

test('a share is written in per cent and read back as it was', () => {
	expect(boundText(0.97, 'ratio')).toBe('97');
	expect(boundText(0.667, 'ratio')).toBe('66.7');
	expect(boundOf('66.7', 'ratio')).toBe(0.667);
	expect(boundOf('30', 'days')).toBe(30);
	expect(boundOf(' ', 'days')).toBeNull();
	expect(boundText(null, 'days')).toBe('');
	expect(boundOf('三十', 'days')).toBeUndefined();
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 2_000_000 }), (millionths) => {
			const bound = millionths / 1_000_000;
			expect(boundOf(boundText(bound, 'ratio'), 'ratio')).toBe(bound);
		})
	);
});

test('a value on the line is beyond it where the sign says so', () => {
	expect([29, 30, 31].map((value) => isBeyond(value, '>=', 30))).toEqual([false, true, true]);
	expect([29, 30, 31].map((value) => isBeyond(value, '>', 30))).toEqual([false, false, true]);
	expect([29, 30, 31].map((value) => isBeyond(value, '<=', 30))).toEqual([true, true, false]);
	expect([29, 30, 31].map((value) => isBeyond(value, '<', 30))).toEqual([true, false, false]);
});
