import fc from 'fast-check';
import { expect, test } from 'vitest';
import { besidePointer } from '$lib/charts/tile-option';

const part = (least: number, most: number) => fc.integer({ min: least, max: most });

test('what is said of a tile is never under the pointer, and beside it stays within the drawing', () => {
	fc.assert(
		fc.property(
			part(120, 900),
			part(120, 900),
			part(20, 400),
			part(20, 400),
			part(0, 1000),
			part(0, 1000),
			(viewWidth, viewHeight, width, height, right, down) => {
				const x = Math.round((right / 1000) * viewWidth);
				const y = Math.round((down / 1000) * viewHeight);
				const [left, top] = besidePointer([x, y], [width, height], [viewWidth, viewHeight]);
				const isUnder = x >= left && x <= left + width && y >= top && y <= top + height;
				expect(isUnder).toBe(false);
				if (width + 10 <= viewWidth / 2 && height <= viewHeight) {
					expect(left).toBeGreaterThanOrEqual(0);
					expect(left + width).toBeLessThanOrEqual(viewWidth);
					expect(top).toBeGreaterThanOrEqual(0);
					expect(top + height).toBeLessThanOrEqual(viewHeight);
				}
			}
		)
	);
});
