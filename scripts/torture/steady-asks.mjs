// Asks one address evenly, so many times a second, whatever the answers take, from a thread of its own. An answer counts
// from the moment when its question was due: a server that stands still for a second is late for all that were due in it.
import { Agent, get } from 'node:http';
import { createHistogram } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/**
 * @param {string} url
 * @param {{ rate: number, seconds: number, connections: number }} pace questions a second, for how long, over how many
 *   connections that stay open
 * @returns {Promise<{ asked: number, errors: number, p50: number, p99: number, max: number }>} milliseconds; an error is a
 *   question without an answer, or with one that is not 2xx
 */
export const askSteadily = (url, pace) =>
	new Promise((resolve, reject) => {
		const thread = new Worker(new URL(import.meta.url), { workerData: { url, pace } });
		thread.once('message', resolve);
		thread.once('error', reject);
	});

function askOn({ url, pace: { rate, seconds, connections } }) {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const micros = createHistogram();
	const total = rate * seconds;
	const begun = performance.now();
	let asked = 0;
	let ended = 0;
	let errors = 0;

	const end = (due, isGood) => {
		micros.record(Math.max(1, Math.round((performance.now() - due) * 1_000)));
		if (!isGood) errors += 1;
		if ((ended += 1) < total) return;
		agent.destroy();
		const ms = (value) => Math.round(value / 100) / 10;
		const [p50, p99, max] = [micros.percentile(50), micros.percentile(99), micros.max].map(ms);
		parentPort.postMessage({ asked, errors, p50, p99, max });
	};
	const ask = (due) => {
		get(url, { agent, timeout: 30_000 }, (answer) => {
			answer.resume().once('close', () => end(due, answer.complete && answer.statusCode < 300));
		})
			.once('timeout', function () {
				this.destroy(new Error('no answer'));
			})
			.once('error', () => end(due, false));
	};
	const tick = () => {
		const now = performance.now() - begun;
		while (asked < total && (asked * 1_000) / rate <= now) {
			ask(begun + (asked * 1_000) / rate);
			asked += 1;
		}
		if (asked < total) setTimeout(tick, 1);
	};
	tick();
}

if (!isMainThread) askOn(workerData);
