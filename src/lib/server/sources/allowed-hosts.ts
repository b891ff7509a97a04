import { RiskError } from '$lib/domain/errors';

/** One place of another machine that a source may be asked at: exactly this host and port. */
export const hostPattern = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]):\d{1,5}$/;

const refuse = (supplier: string, address: string, why: string) =>
	new RiskError(
		'SOURCE_NOT_ALLOWED',
		`数据源“${supplier}”的地址“${address.slice(0, 120)}”不能使用（${why}），没有发出任何请求；请在 sources.yaml 的 allowed_hosts 里写明对方的主机和端口。`
	);

/** Refuses a host and port that the administrator did not write down. @throws RiskError SOURCE_NOT_ALLOWED */
export function requireAllowedHost(
	supplier: string,
	host: string,
	port: number,
	allowed: readonly string[]
): void {
	const place = `${host.toLowerCase()}:${port}`;
	if (!allowed.includes(place)) throw refuse(supplier, place, '不在允许的名单里');
}

/**
 * An address that may be asked: http or https, nothing hidden in it, host and port on the list. A source can then
 * not be turned against the server's own network.
 * @throws RiskError SOURCE_NOT_ALLOWED
 */
export function requireAllowedUrl(supplier: string, address: string, allowed: readonly string[]): URL {
	if (!URL.canParse(address) || /[\s\\]/.test(address)) throw refuse(supplier, address, '不是完整的网址');
	const url = new URL(address);
	if (url.protocol !== 'http:' && url.protocol !== 'https:')
		throw refuse(supplier, address, '只能用 http 或 https');
	if (url.username !== '' || url.password !== '') throw refuse(supplier, address, '网址里不能带用户名或密码');
	const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
	requireAllowedHost(supplier, url.hostname, port, allowed);
	// What was written must be what is asked: 0x7f.1 and 2130706433 are other spellings of an address.
	const written = /^https?:\/\/([^/?#]*)/i.exec(address)?.[1]?.toLowerCase() ?? '';
	if (written !== url.host && written !== `${url.hostname}:${port}`)
		throw refuse(supplier, address, '主机名的写法与实际不符');
	return url;
}
