import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { RiskError } from '$lib/domain/errors';

/** Cost of argon2id: 19 MiB, two passes. */
const cost = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 } as const;
const deriveNow = promisify(argon2);
/** More at a time would take the threads that questions to the database need. */
const mostAtATime = 4;
const leastLength = 12;
const mostLength = 128;

let running = 0;
const waiting: (() => void)[] = [];

/** Derives in turn, a few at a time, whoever asks. */
async function derive(
	...given: Parameters<typeof deriveNow>
): Promise<Awaited<ReturnType<typeof deriveNow>>> {
	if (running >= mostAtATime) await new Promise<void>((go) => waiting.push(go));
	else running += 1;
	try {
		return await deriveNow(...given);
	} finally {
		const next = waiting.shift();
		if (next) next();
		else running -= 1;
	}
}

function parameters(password: string, nonce: Buffer) {
	return { message: Buffer.from(password.normalize('NFKC')), nonce, ...cost };
}

export async function hashPassword(password: string): Promise<string> {
	const nonce = randomBytes(16);
	const tag = await derive('argon2id', parameters(password, nonce));
	return `argon2id$${nonce.toString('base64url')}$${Buffer.from(tag).toString('base64url')}`;
}

export async function verifyPassword(given: { password: string; hash: string }): Promise<boolean> {
	const [kind, nonce = '', tag = ''] = given.hash.split('$');
	if (kind !== 'argon2id') return false;
	const expected = Buffer.from(tag, 'base64url');
	const actual = Buffer.from(
		await derive('argon2id', parameters(given.password, Buffer.from(nonce, 'base64url')))
	);
	return actual.length === expected.length && timingSafeEqual(actual, expected);
}

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]|\p{Lo}/u];
const common = ['password', '12345678', 'qwerty', 'admin', 'xinshao', 'zhongzhan', 'abcdefg', '88888888'];

/**
 * Refuses what others would guess. 等保 asks for several kinds of characters; the list of common words is ours.
 * @throws RiskError PASSWORD_WEAK
 */
export function requireStrongPassword(password: string, username: string, isComplex = true): void {
	const lower = password.toLowerCase();
	const problem =
		password.length < leastLength
			? `至少 ${leastLength} 位`
			: password.length > mostLength
				? `最多 ${mostLength} 位`
				: isComplex && classes.filter((each) => each.test(password)).length < 3
					? '须包含大写字母、小写字母、数字、符号（或汉字）中的三种'
					: username !== '' && lower.includes(username.toLowerCase())
						? '不能包含用户名'
						: common.some((word) => lower.includes(word))
							? '不能包含常见密码'
							: null;
	if (problem) throw new RiskError('PASSWORD_WEAK', `密码不符合要求：${problem}，请换一个密码。`);
}
