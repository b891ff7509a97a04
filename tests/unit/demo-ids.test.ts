import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayText, parseDay } from '$data/demo/days';
import {
	cardNumber,
	citizenCheck,
	citizenNumber,
	creditCode,
	FICTIONAL_REGIONS,
	usccCheck
} from '$data/demo/ids';

describe('numbers of the demo', () => {
	it('agrees with the worked examples of GB 11643 and GB 32100', () => {
		expect(citizenCheck('11010519491231002')).toBe('X');
		expect(usccCheck('91350100M000100Y4')).toBe('3');
	});

	it('gives every citizen number 18 characters, a right check digit and a region that does not exist', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...FICTIONAL_REGIONS),
				fc.integer({ min: parseDay('1950-01-01'), max: parseDay('2008-12-31') }),
				fc.integer({ min: 0, max: 999 }),
				(region, birth, serial) => {
					const id = citizenNumber(region, birth, serial);
					expect(id).toMatch(/^99\d{15}[\dX]$/);
					expect(id.slice(6, 14)).toBe(dayText(birth).replaceAll('-', ''));
					expect(citizenCheck(id)).toBe(id[17]);
				}
			)
		);
	});

	it('gives every firm a code of its own with a right check character and a region that does not exist', () => {
		const codes = Array.from({ length: 3000 }, (_, index) => creditCode('990101', index + 1));
		expect(new Set(codes).size).toBe(3000);
		for (const code of codes) {
			expect(code).toMatch(/^9199[0-9A-HJ-NPQRTUWXY]{14}$/);
			expect(usccCheck(code)).toBe(code[17]);
		}
	});

	it('gives every card 19 digits that pass the Luhn check', () => {
		for (const serial of [0, 1, 271, 3_253_129]) {
			const digits = cardNumber(serial);
			expect(digits).toMatch(/^\d{19}$/);
			const sum = [...digits].reverse().reduce((total, digit, index) => {
				const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
				return total + (doubled > 9 ? doubled - 9 : doubled);
			}, 0);
			expect(sum % 10).toBe(0);
		}
	});
});
