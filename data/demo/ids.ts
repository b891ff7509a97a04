import { dayText, type Day } from './days';

/** Region codes of the demo: no place in China has a code that begins with 99, so no number can be a real one. */
export const FICTIONAL_REGIONS = ['990101', '990102', '990203', '990311', '990424', '990505'] as const;

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';
const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of the first 17 digits of a citizen's number (GB 11643). */
export function citizenCheck(digits: string): string {
	let sum = 0;
	for (let i = 0; i < 17; i++) sum += (digits.charCodeAt(i) - 48) * ID_WEIGHTS[i]!;
	return ID_CHECKS[sum % 11]!;
}

/** An 18-character citizen's number of an impossible region; `serial` is 0–999, odd for men. */
export function citizenNumber(region: string, birth: Day, serial: number): string {
	const digits = region + dayText(birth).replaceAll('-', '') + String(serial).padStart(3, '0');
	return digits + citizenCheck(digits);
}

/** Check character of the first 17 characters of a unified social credit code (GB 32100). */
export function usccCheck(characters: string): string {
	let sum = 0;
	let weight = 1;
	for (const character of characters.slice(0, 17)) {
		sum += USCC_ALPHABET.indexOf(character) * weight;
		weight = (weight * 3) % 31;
	}
	return USCC_ALPHABET[(31 - (sum % 31)) % 31]!;
}

function organisationCheck(base: string): string {
	let sum = 0;
	for (let i = 0; i < 8; i++) sum += ORGANISATION_ALPHABET.indexOf(base[i]!) * ORGANISATION_WEIGHTS[i]!;
	const check = (11 - (sum % 11)) % 11;
	return check === 10 ? 'X' : String(check);
}

/** A formally valid unified social credit code of an impossible region, one for each serial number. */
export function creditCode(region: string, serial: number): string {
	const letter = 'ABCDEFGHJK'[Math.floor(serial / 1000) % 10]!;
	const base = `MA${letter}${String((serial * 7919) % 100_000).padStart(5, '0')}`;
	const body = `91${region}${base}${organisationCheck(base)}`;
	return body + usccCheck(body);
}

/** A 19-digit card number with a Luhn check digit, of an issuer number nobody has. */
export function cardNumber(serial: number): string {
	const digits = `62229900${String(serial).padStart(10, '0')}`;
	let sum = 0;
	for (let i = 0; i < digits.length; i++) {
		const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
		sum += i % 2 === 0 ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
	}
	return digits + String((10 - (sum % 10)) % 10);
}

/** An 11-digit telephone number of a range that is not handed out. */
export function phoneNumber(serial: number): string {
	return `100${String(serial % 100_000_000).padStart(8, '0')}`;
}
