import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { appNode, root } from '../checkout.mjs';
import { installation } from './installation.mjs';
import { freePort } from './site.mjs';

const rate = 1_000;

const residentMb = async (pid) => {
	const { readFile } = await import('node:fs/promises');
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
};

const shoot = (url, seconds) =>
	new Promise((resolve, reject) => {
		autocannon({ url, connections: 50, overallRate: rate, duration: seconds }, (error, result) =>
			error ? reject(error) : resolve(result)
		);
	});

/** Asks the summary a thousand times a second for so many seconds, alone, then beside a load, a score and a backup. */
export async function load({ count, say }) {
	const place = installation();
	const port = await freePort();
	const server = spawn(appNode(), [join(root, 'scripts', 'serve.mjs')], {
		env: {
			...process.env,
			XINSHAO_HOME: place.home,
			XINSHAO_ROOT: root,
			XINSHAO_DEMO: '1',
			XINSHAO_JOBS: '0',
			HOST: '127.0.0.1',
			PORT: String(port),
			UV_THREADPOOL_SIZE: '24'
		},
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const url = `http://127.0.0.1:${port}`;
	try {
		for (let waited = 0; waited < 240; waited += 1) {
			const ready = await fetch(`${url}/readyz`).catch(() => null);
			if (ready?.ok) break;
			await wait(1_000);
		}
		const summary = `${url}/api/v1/summary`;
		await shoot(summary, 3);
		const before = await residentMb(server.pid);
		const alone = await shoot(summary, count);
		const after = await residentMb(server.pid);
		say(`单独：p99 ${alone.latency.p99} ms，错误 ${alone.errors + alone.non2xx}`);
		const files = join(place.folder, 'more');
		await place.run('demo', '--seed', '9', '--to', files);
		const work = Promise.all([
			place.run('ingest', files),
			place.run('backup', join(place.folder, 'one.tar'))
		]);
		const busy = await shoot(summary, Math.min(count, 60));
		await work;
		return {
			seconds_each: count,
			requests: alone.requests.total,
			per_second: Math.round(alone.requests.average),
			p50_ms: alone.latency.p50,
			p99_ms: alone.latency.p99,
			errors: alone.errors + alone.non2xx,
			rss_mb_before: before,
			rss_mb_after: after,
			busy_p99_ms: busy.latency.p99,
			busy_errors: busy.errors + busy.non2xx,
			broken: alone.errors + alone.non2xx + busy.errors + busy.non2xx
		};
	} finally {
		server.kill('SIGTERM');
		await new Promise((done) => server.on('exit', done));
		place.remove();
	}
}
