import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual, webcrypto } from 'node:crypto';
import type { SuiteName } from '$lib/domain/suite-name';
import { smKeys } from './cipher-suite';

/**
 * Seals the chunks of one file. Every file has a key of its own, so the number of the chunk serves as the nonce; the
 * last chunk says that it is the last, so that a file that was cut short is found out.
 */
export interface ChunkCipher {
	/** Bytes that a chunk grows by. */
	readonly tagBytes: number;
	seal(index: number, isLast: boolean, plain: Uint8Array): Promise<Uint8Array>;
	/** @throws where the chunk was changed, moved or cut */
	unseal(index: number, isLast: boolean, sealed: Uint8Array): Promise<Uint8Array>;
}

function nonceOf(index: number, isLast: boolean): Buffer {
	const nonce = Buffer.alloc(12);
	nonce.writeUInt32BE(index, 7);
	nonce[11] = isLast ? 1 : 0;
	return nonce;
}

/** AES-256-GCM by the library's thread pool: a chunk is sealed while the next one is read and hashed. */
async function aesChunks(key: Buffer): Promise<ChunkCipher> {
	const imported = await webcrypto.subtle.importKey('raw', new Uint8Array(key), 'AES-GCM', false, [
		'encrypt',
		'decrypt'
	]);
	const settings = (index: number, isLast: boolean) => ({
		name: 'AES-GCM',
		iv: new Uint8Array(nonceOf(index, isLast))
	});
	return {
		tagBytes: 16,
		seal: async (index, isLast, plain) =>
			new Uint8Array(
				await webcrypto.subtle.encrypt(settings(index, isLast), imported, plain as Uint8Array<ArrayBuffer>)
			),
		unseal: async (index, isLast, sealed) =>
			new Uint8Array(
				await webcrypto.subtle.decrypt(settings(index, isLast), imported, sealed as Uint8Array<ArrayBuffer>)
			)
	};
}

const smTagBytes = 32;

/** SM4-CTR, then HMAC-SM3 over the place of the chunk and its sealed bytes. */
function smChunks(key: Buffer): ChunkCipher {
	const keys = smKeys(key);
	const counter = (nonce: Buffer) => Buffer.concat([nonce, Buffer.alloc(4)]);
	const tagOf = (nonce: Buffer, body: Uint8Array) =>
		createHmac('sm3', keys.mac).update(nonce).update(body).digest();
	return {
		tagBytes: smTagBytes,
		async seal(index, isLast, plain) {
			const nonce = nonceOf(index, isLast);
			const body = createCipheriv('sm4-ctr', keys.cipher, counter(nonce)).update(plain);
			return Buffer.concat([body, tagOf(nonce, body)]);
		},
		async unseal(index, isLast, sealed) {
			const nonce = nonceOf(index, isLast);
			const body = sealed.subarray(0, sealed.length - smTagBytes);
			const tag = sealed.subarray(sealed.length - smTagBytes);
			if (tag.length !== smTagBytes || !timingSafeEqual(tag, tagOf(nonce, body)))
				throw new Error('a chunk was changed');
			return createDecipheriv('sm4-ctr', keys.cipher, counter(nonce)).update(body);
		}
	};
}

/** The cipher of a file's chunks under the file's own key. */
export const chunkCipher = async (suite: SuiteName, key: Buffer): Promise<ChunkCipher> =>
	suite === 'sm' ? smChunks(key) : aesChunks(key);
