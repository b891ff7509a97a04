import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardedFetch, mayBeAnother } from '$lib/server/sources/guarded-fetch';

let server: Server;
let port: number;
let asked = 0;
beforeAll(async () => {
	server = createServer((request, response) => {
		asked += 1;
		if (request.url === '/elsewhere') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
		else if (request.url === '/never') return;
		else
			response.writeHead(200, { 'content-type': 'application/json', 'retry-after': '3' }).end('{"a":"甲"}');
	});
	await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
	port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

const standingFor = (...addresses: string[]) =>
	guardedFetch((_, done) =>
		done(
			null,
			addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
		)
	);

describe('a name of another machine', () => {
	test.each([
		'127.0.0.1',
		'127.8.8.8',
		'0.0.0.0',
		'169.254.169.254',
		'224.0.0.1',
		'255.255.255.255',
		'::1',
		'::',
		'fe80::1',
		'ff02::1',
		'::ffff:127.0.0.1',
		'::ffff:7f00:1',
		'::ffff:169.254.169.254',
		'nonsense'
	])('never stands for %s, and nothing is connected', async (address) => {
		expect(mayBeAnother(address)).toBe(false);
		const before = asked;
		await expect(standingFor(address)(`http://data.example:${port}/`)).rejects.toThrow();
		expect(asked).toBe(before);
	});

	test.each([
		'10.1.2.3',
		'172.16.0.9',
		'192.168.1.1',
		'59.1.2.3',
		'fd00::1',
		'2001:db8::1',
		'::ffff:10.1.2.3'
	])('may stand for %s, where suppliers live', (address) => expect(mayBeAnother(address)).toBe(true));

	test('is refused where one of several answers is this machine', async () => {
		await expect(standingFor('10.1.2.3', '127.0.0.1')(`http://data.example:${port}/`)).rejects.toThrow();
	});

	test('is resolved for the connection itself: a second, other answer is never asked for', async () => {
		let times = 0;
		const turning = guardedFetch((_, done) => {
			times += 1;
			done(null, [{ address: times === 1 ? '127.0.0.1' : '10.1.2.3', family: 4 }]);
		});
		await expect(turning(`http://data.example:${port}/`)).rejects.toThrow();
		expect(times).toBe(1);
	});
});

test('an address that was written down as such is asked, and answers as by fetch', async () => {
	const answer = await guardedFetch()(`http://127.0.0.1:${port}/x`, {
		headers: { authorization: 'Bearer t' }
	});
	expect([answer.status, answer.ok, answer.headers.get('retry-after')]).toEqual([200, true, '3']);
	expect(await answer.json()).toEqual({ a: '甲' });
	expect((await guardedFetch()(`http://localhost:${port}/x`)).status).toBe(200);
});

test('nothing is followed, and what takes too long is broken off', async () => {
	await expect(guardedFetch()(`http://127.0.0.1:${port}/elsewhere`)).rejects.toThrow(/redirected/);
	const signal = AbortSignal.timeout(80);
	await expect(guardedFetch()(`http://127.0.0.1:${port}/never`, { signal })).rejects.toMatchObject({
		name: 'TimeoutError'
	});
});
