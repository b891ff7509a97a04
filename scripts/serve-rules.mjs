import { isIP } from 'node:net';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Host part of a Host header, lower case, without the port; '' where there is none.
 * @param {string | undefined} header
 */
export function hostName(header) {
	const text = (header ?? '').trim().toLowerCase();
	const end = text.startsWith('[') ? text.indexOf(']') + 1 : text.indexOf(':');
	return end > 0 ? text.slice(0, end) : end === 0 ? '' : text;
}

/**
 * True where only programs of this machine can reach the address.
 * @param {string} host
 */
export function isLoopback(host) {
	return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/**
 * Decides under which names the server answers, from the address it binds and ORIGIN.
 * `trustHost` true: no public origin, so the (checked) Host header is the origin and both localhost and
 * 127.0.0.1 may post forms. `refusal` is a sentence where the server must not start.
 * @param {{ host: string, port: number, origin: string | undefined }} address
 */
export function addressRules({ host, port, origin }) {
	let url;
	if (origin) {
		if (!URL.canParse(origin) || !/^https?:/.test(origin))
			return refuse(`ORIGIN=${origin} 不是网址：请写成 http://10.1.2.3:${port} 或 https://域名 的样子。`);
		url = new URL(origin);
	}
	if (!url && !isLoopback(host))
		return refuse(
			`HOST=${host} 会让其他机器访问，必须同时写明对外网址，例如：ORIGIN=http://10.1.2.3:${port} HOST=${host} npm start`
		);
	const names = new Set(loopbackNames);
	if (isLoopback(host) && isIP(host) === 4) names.add(host);
	if (url) names.add(url.hostname);
	const trustHost = !url || loopbackNames.has(url.hostname);
	return { names, trustHost, refusal: null };
}

/**
 * One line that an official can act on, or null where the error is not a foreseen one.
 * @param {unknown} error
 */
export function foreseenSentence(error) {
	if (!(error instanceof Error)) return null;
	return error.name === 'RiskError' || /[\u4e00-\u9fff]/.test(error.message) ? error.message : null;
}

/** @param {string} refusal */
function refuse(refusal) {
	return { names: new Set(), trustHost: false, refusal };
}
