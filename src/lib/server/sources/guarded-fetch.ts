import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { RiskError } from '$lib/domain/errors';

/** Places that a name of another machine never stands for: this machine, its neighbours' self-made addresses, everybody. */
const neverAnother = new BlockList();
for (const [net, prefix, family] of [
	['127.0.0.0', 8, 'ipv4'],
	['0.0.0.0', 8, 'ipv4'],
	['169.254.0.0', 16, 'ipv4'],
	['224.0.0.0', 4, 'ipv4'],
	['240.0.0.0', 4, 'ipv4'],
	['::1', 128, 'ipv6'],
	['::', 128, 'ipv6'],
	['fe80::', 10, 'ipv6'],
	['ff00::', 8, 'ipv6']
] as const)
	neverAnother.addSubnet(net, prefix, family);

/** Whether an address may be what a name of another machine stands for; private networks may, suppliers live there. */
export function mayBeAnother(address: string): boolean {
	const family = isIP(address);
	// An address of the old kind in the clothes of the new one is looked at as what it is.
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped !== undefined) return mayBeAnother(mapped);
	if (/^::ffff:/i.test(address)) return false;
	return family !== 0 && !neverAnother.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

type Resolve = (name: string, done: (error: Error | null, found: LookupAddress[]) => void) => void;
const bySystem: Resolve = (name, done) => lookUp(name, { all: true }, done);

/** Resolves a name for the very connection that is made: there is no second answer that could be another one. */
function guarded(resolve: Resolve): LookupFunction {
	return (name, options, done) =>
		resolve(name, (error, found) => {
			if (error) return done(error, '', 0);
			const isHere = name.toLowerCase() === 'localhost';
			const refused = isHere ? undefined : found.find(({ address }) => !mayBeAnother(address));
			if (refused || found.length === 0) {
				const says = `主机名“${name}”指向 ${refused?.address ?? '无'}，不是另一台机器，没有连接；请在 sources.yaml 里改写为对方的 IP，或核对域名解析。`;
				return done(new RiskError('SOURCE_NOT_ALLOWED', says, { name }), '', 0);
			}
			if (options.all) return done(null, found);
			return done(null, found[0]!.address, found[0]!.family);
		});
}

/**
 * Asks an address as `fetch` does, but connects a name only to addresses of other machines and follows nothing: what the
 * list of allowed hosts lets through cannot be turned round by whoever answers for the name.
 * @throws RiskError SOURCE_NOT_ALLOWED
 */
export function guardedFetch(resolve: Resolve = bySystem): typeof fetch {
	return (input, init = {}) =>
		new Promise<Response>((done, fail) => {
			const url = new URL(input instanceof Request ? input.url : input);
			const send = url.protocol === 'https:' ? requestSecure : requestPlain;
			const sent = send(
				url,
				{
					method: init.method ?? 'GET',
					headers: { 'accept-encoding': 'identity', ...Object.fromEntries(new Headers(init.headers)) },
					lookup: guarded(resolve),
					...(init.signal && { signal: init.signal })
				},
				(answer) => {
					const status = answer.statusCode ?? 0;
					if (status >= 300 && status < 400) {
						answer.resume();
						fail(new TypeError(`redirected to ${answer.headers.location ?? 'nowhere'}`));
						return;
					}
					const headers = new Headers();
					for (const [name, values] of Object.entries(answer.headersDistinct))
						for (const value of values ?? []) headers.append(name, value);
					const isEmpty = status === 204 || status === 304;
					const body = isEmpty ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
					done(new Response(body, { status, headers }));
				}
			);
			sent.on('error', (error) => {
				const reason: unknown = init.signal?.aborted ? init.signal.reason : error;
				fail(
					reason instanceof RiskError || init.signal?.aborted
						? reason
						: new TypeError('fetch failed', { cause: reason })
				);
			});
			sent.end(init.body === undefined || init.body === null ? undefined : String(init.body));
		});
}
