import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { hasAccounts } from './accounts-there.mjs';
import { addressRules, foreseenSentence, hostName, isLoopback } from './serve-rules.mjs';
import { servingCopy } from './serving-copy.mjs';

/** A request that arrives while the first data are loading is held this long, then asked to come back. */
const holdMs = 20_000;
/** A file of 200 MB may take this long over a slow line; any other request body has a minute. */
const uploadMs = 30 * 60_000;
const bodyMs = 60_000;
const uploadPath = '/upload/receive/';
/** After an answer the rest of a body is waited for no longer than this. */
const lingerMs = 5_000;
/** More connections than a district has screens; the next ones wait in the system's queue. */
const mostConnections = 2_000;
/** Open requests get this long to finish before their queries are interrupted. */
const drainMs = 5_000;
/** The app gets this long to finish its writes and close the database. */
const shutdownMs = 20_000;
/** A second Ctrl-C within this time is the same keystroke, delivered to the whole process group. */
const repeatMs = 1_000;

const host = process.env.HOST || '127.0.0.1';
const port = Number(process.env.PORT || '3000');
const rules = addressRules({ host, port, origin: process.env.ORIGIN });
if (rules.refusal) stopWith(rules.refusal);
if (!isLoopback(host) && !(await hasAccounts(process.env.XINSHAO_HOME)))
	stopWith(
		`还没有管理员账户，不能让其他机器访问：请先在本机启动（HOST=127.0.0.1 npm start），打开 /setup 建立第一个管理员，再以 HOST=${host} 启动。`
	);

const protocolHeader = 'x-xinshao-protocol';
const setsProtocol = rules.trustHost && !process.env.PROTOCOL_HEADER;
// Packs, calendars and maps are read from the checkout, wherever the process was started.
// A form may carry a scan of some pages; what is larger has a way of its own.
process.env.BODY_SIZE_LIMIT ??= '12M';
process.env.XINSHAO_ROOT ??= fileURLToPath(new URL('..', import.meta.url));
if (rules.trustHost) delete process.env.ORIGIN;
if (setsProtocol) process.env.PROTOCOL_HEADER = protocolHeader;

/**
 * On every answer, files of the build and refusals of this very script included; the app sets its own on top.
 */
const baseHeaders = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'content-security-policy':
		"default-src 'self'; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
	'permissions-policy':
		'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), display-capture=()',
	...(process.env.ORIGIN?.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' })
};

const unknownHost = `不认识的主机名：请用 ${ownAddress()} 访问；若要经域名或代理访问，请以 ORIGIN=该网址 启动。`;

let handler = null;
let stoppingSince = 0;

const server = createServer({
	requestTimeout: uploadMs,
	headersTimeout: 10_000,
	connectionsCheckingInterval: 5_000
});
server.maxConnections = mostConnections;
server.on('request', (request, response) => {
	for (const [name, value] of Object.entries(baseHeaders)) response.setHeader(name, value);
	answer(request, response).catch((error) => {
		console.error(error);
		if (!response.headersSent) plain(response, 500, '服务器内部错误，请稍后重试。');
		else response.destroy();
	});
});
server.on('error', (error) => {
	if (error.code === 'EADDRINUSE')
		stopWith(`端口 ${port} 已被占用，请换一个端口：PORT=${port + 1} npm start`);
	stopWith(`不能在 ${host}:${port} 上监听（${error.code ?? error.message}），请检查 HOST 和 PORT。`);
});

// Something that nobody waited for has failed: it is written down, and everybody else is served.
process.on('unhandledRejection', (error) => console.error(error));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(signal));
if (process.channel) process.on('disconnect', () => void stop('disconnect'));

// Listening comes before the app is loaded: a taken port is found before the database is opened.
server.listen(port, host, () => void load());

async function load() {
	try {
		const build = fileURLToPath(new URL('../build', import.meta.url));
		({ handler } = await import(pathToFileURL(join(servingCopy(build), 'handler.js')).href));
	} catch (error) {
		if (stoppingSince) return;
		const sentence = foreseenSentence(error);
		if (!sentence) console.error(error);
		stopWith(sentence ?? '服务没有启动（原因见上）：请运行 npm run -s xinshao -- doctor 检查。');
	}
	if (stoppingSince) return;
	console.log(`薪哨已启动：${ownAddress()} （按 Ctrl+C 停止）`);
}

async function answer(request, response) {
	limitBody(request, response);
	// Two names would let this server and a proxy before it take each their own.
	if (request.headersDistinct.host?.length !== 1 || !rules.names.has(hostName(request.headers.host)))
		return plain(response, 400, unknownHost);
	if (setsProtocol) request.headers[protocolHeader] = 'http';
	if (stoppingSince) response.setHeader('connection', 'close');
	if (!handler && !(await waitForApp(request, response))) return;
	await handler(request, response, () => plain(response, 404, '没有这个页面。'));
}

/**
 * Ends a request whose body dawdles; only the bytes of an uploaded file may take longer, and those only until they
 * are answered: who was refused does not hold a connection by going on to send.
 */
function limitBody(request, response) {
	if (request.complete) return;
	response.once('finish', () => {
		if (!request.complete) setTimeout(() => request.complete || request.destroy(), lingerMs).unref();
	});
	if (request.url?.startsWith(uploadPath)) return;
	const timer = setTimeout(() => request.complete || request.destroy(), bodyMs);
	timer.unref();
	request.once('close', () => clearTimeout(timer));
}

function ownAddress() {
	const shown = host === '::1' ? '[::1]' : host;
	return rules.trustHost ? `http://${shown}:${port}` : process.env.ORIGIN;
}

/** Resolves to true once the app can answer; the health checks are answered at once, others are held a while. */
async function waitForApp(request, response) {
	const path = request.url?.split('?')[0];
	if (path === '/healthz') return plain(response, 200, 'starting');
	if (path === '/readyz') return plain(response, 503, 'starting');
	for (let waited = 0; waited < holdMs && !handler && !stoppingSince; waited += 100) await wait(100);
	if (handler) return true;
	response.setHeader('retry-after', '5');
	response.setHeader('refresh', '5');
	return plain(response, 503, '薪哨正在准备数据，本页会自动刷新，请稍候。');
}

function plain(response, status, text) {
	response.statusCode = status;
	response.setHeader('content-type', 'text/plain; charset=utf-8');
	response.end(text);
	return false;
}

/** Stops accepting, lets open requests finish, lets the app close the database, then exits; runs once. */
async function stop(reason) {
	if (stoppingSince) {
		if (reason !== 'disconnect' && Date.now() - stoppingSince > repeatMs)
			process.kill(process.pid, 'SIGKILL');
		return;
	}
	stoppingSince = Date.now();
	const closed = new Promise((done) => server.close(done));
	server.closeIdleConnections();
	// Pages that listen for news would keep their connections for ever.
	globalThis[Symbol.for('xinshao.end-streams')]?.();
	await Promise.race([closed, wait(drainMs)]);
	process.emit('sveltekit:shutdown', reason);
	const finish = globalThis[Symbol.for('xinshao.shutdown')];
	const outcome = await Promise.race([
		Promise.resolve(finish?.()).then(
			() => 'done',
			(error) => console.error(error)
		),
		wait(shutdownMs, 'late')
	]);
	server.closeAllConnections();
	if (!handler) {
		console.error('启动尚未完成就已停止。');
		killSelf();
	}
	if (outcome === 'done') process.exit(0);
	if (outcome !== 'late') process.exit(1);
	console.error('停止超时，已强制退出；已确认写入的数据不受影响，下次启动时会自动检查。');
	killSelf();
}

/** process.exit hangs as long as a query that did not end; the write-ahead log makes this way out safe. */
function killSelf() {
	process.kill(process.pid, 'SIGKILL');
}

function stopWith(sentence) {
	console.error(sentence);
	process.exit(1);
}
