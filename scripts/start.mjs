import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import {
	Stop,
	appNode,
	checkNode,
	endWith,
	homeFolder,
	root,
	serverFlags,
	standingIn,
	threadPoolSize
} from './checkout.mjs';
import { ensureInstalled } from './install.mjs';
import { addressRules } from './serve-rules.mjs';

/** The server drains requests and finishes its writes in at most 25 s; after this nobody waits any longer. */
const killAfterMs = 30_000;

const say = (line) => console.log(line);

await start().catch(endWith);

async function start() {
	checkNode();
	const env = {
		...process.env,
		HOST: process.env.HOST || '127.0.0.1',
		PORT: process.env.PORT || '3000',
		XINSHAO_HOME: homeFolder(standingIn('start')),
		XINSHAO_DEMO: process.env.XINSHAO_DEMO || '1',
		UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE || threadPoolSize
	};
	await checkPort(env.HOST, env.PORT);
	checkHome(env.XINSHAO_HOME);
	await ensureInstalled(say);
	await ensureBuilt(say);
	say('③ 启动服务…');
	runServer(env);
}

/** Says in one sentence why the address cannot be used, before minutes are spent on installing. @throws Stop */
async function checkPort(host, port) {
	const number = Number(port);
	if (!Number.isInteger(number) || number < 0 || number > 65535)
		throw new Stop(`PORT=${port} 不是端口号：请用 1 到 65535 之间的整数，例如 PORT=3001 npm start`);
	const { refusal } = addressRules({ host, port: number, origin: process.env.ORIGIN });
	if (refusal) throw new Stop(refusal);
	const probe = createServer();
	await new Promise((done, fail) => {
		probe.once('error', (error) => fail(new Stop(portSentence(error, host, number))));
		probe.listen(number, host, done);
	});
	await new Promise((done) => probe.close(done));
}

function portSentence(error, host, port) {
	if (error.code === 'EADDRINUSE')
		return `端口 ${port} 已被占用（另一个薪哨或别的程序正在使用），请换一个端口：PORT=${port + 1} npm start`;
	if (error.code === 'EACCES')
		return `没有权限使用端口 ${port}，请换一个 1024 以上的端口：PORT=3000 npm start`;
	return `不能在 ${host}:${port} 上监听（${error.code}），请检查 HOST 和 PORT。`;
}

/** Proves by writing that the home can be written: a root user passes every permission check. @throws Stop */
function checkHome(home) {
	const proof = join(home, `.write-check-${process.pid}`);
	try {
		makeFolder(home);
		writeFileSync(proof, '');
		rmSync(proof);
	} catch (error) {
		throw new Stop(
			`数据目录 ${home} 不可写（${error.code}）：请修改目录权限或释放磁盘空间，也可换一个目录：XINSHAO_HOME=目录 npm start`
		);
	}
}

/** Folder by folder: `recursive: true` never returns where a parent exists but takes no folders, as /proc. */
function makeFolder(path) {
	if (existsSync(path)) return;
	makeFolder(dirname(path));
	mkdirSync(path);
}

/** The channel tells the server when this process dies, so that no orphan keeps the database locked. */
function runServer(env) {
	const child = spawn(appNode(), [...serverFlags, join(root, 'scripts', 'serve.mjs')], {
		cwd: root,
		env,
		stdio: ['inherit', 'inherit', 'inherit', 'ipc']
	});
	child.on('error', endWith);
	child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => {
			child.kill(signal);
			setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref();
		});
	}
}
