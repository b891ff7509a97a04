import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SuiteName } from '$lib/domain/suite-name';

/** How values, files and attachments of a home are sealed, and how its audit log is chained. */
export interface CipherSuite {
	/** As it is written at the head of sealed files. */
	readonly algorithm: string;
	readonly hash: 'sha256' | 'sm3';
	/** Seals bytes under a key of 32 bytes: nonce, tag, then the sealed bytes. */
	seal(key: Buffer, plain: Uint8Array): Buffer;
	/** @throws where a byte was changed or the key is another */
	unseal(key: Buffer, sealed: Uint8Array): Buffer;
}

/** AES-256-GCM: 12 bytes of nonce, 16 of tag. */
const aes: CipherSuite = {
	algorithm: 'AES-256-GCM',
	hash: 'sha256',
	seal(key, plain) {
		const nonce = randomBytes(12);
		const cipher = createCipheriv('aes-256-gcm', key, nonce);
		const body = Buffer.concat([cipher.update(plain), cipher.final()]);
		return Buffer.concat([nonce, cipher.getAuthTag(), body]);
	},
	unseal(key, sealed) {
		const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
		decipher.setAuthTag(sealed.subarray(12, 28));
		return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
	}
};

/** The two keys that a sealing by SM4 needs, from one. */
export function smKeys(key: Buffer): { cipher: Buffer; mac: Buffer } {
	const derived = (what: string) => createHmac('sm3', key).update(what).digest();
	return { cipher: derived('encrypt').subarray(0, 16), mac: derived('authenticate') };
}

/** The library has no SM4-GCM: SM4-CTR, then HMAC-SM3 over nonce and sealed bytes. 16 bytes of nonce, 32 of tag. */
const sm: CipherSuite = {
	algorithm: 'SM4-CTR-HMAC-SM3',
	hash: 'sm3',
	seal(key, plain) {
		const keys = smKeys(key);
		const nonce = randomBytes(16);
		const cipher = createCipheriv('sm4-ctr', keys.cipher, nonce);
		const body = Buffer.concat([cipher.update(plain), cipher.final()]);
		const tag = createHmac('sm3', keys.mac).update(nonce).update(body).digest();
		return Buffer.concat([nonce, tag, body]);
	},
	unseal(key, sealed) {
		const keys = smKeys(key);
		const [nonce, tag, body] = [sealed.subarray(0, 16), sealed.subarray(16, 48), sealed.subarray(48)];
		const right = createHmac('sm3', keys.mac).update(nonce).update(body).digest();
		if (tag.length !== 32 || !timingSafeEqual(tag, right)) throw new Error('sealed bytes were changed');
		const decipher = createDecipheriv('sm4-ctr', keys.cipher, nonce);
		return Buffer.concat([decipher.update(body), decipher.final()]);
	}
};

export const suites: Readonly<Record<SuiteName, CipherSuite>> = { aes, sm };
