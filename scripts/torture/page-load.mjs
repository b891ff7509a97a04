import { installation } from './installation.mjs';
import { ask, startSite } from './site.mjs';
import { askSteadily } from './steady-asks.mjs';

const rate = 200;
const promisedP99 = 150;

/** Asks whole pages, made on the server, two hundred times a second, each for so many seconds. */
export async function pageLoad({ count, say }) {
	const place = installation();
	const server = await startSite(place.home, { XINSHAO_DEMO: '1' });
	const broken = [];
	const figures = {};
	try {
		const list = (await ask(server, '/projects')).bytes.toString();
		const project = /href="(\/projects\/[^"/?#]+)"/.exec(list)?.[1];
		for (const path of ['/', '/projects', project, '/rules']) {
			await ask(server, path);
			const { asked, errors, p50, p99, max } = await askSteadily(server.site + path, {
				rate,
				connections: 50,
				seconds: count
			});
			const name = path === project ? 'a project' : path;
			figures[name] = { requests: asked, p50_ms: p50, p99_ms: p99, max_ms: max, errors };
			if (errors > 0) broken.push(`${name}: ${errors} errors`);
			if (p99 > promisedP99) broken.push(`${name}: p99 ${p99} ms`);
			say(`${name}：${JSON.stringify(figures[name])}`);
		}
		for (const line of broken) say(line);
		return { seconds_each: count, ...figures, broken: broken.length };
	} finally {
		await server.stop();
		place.remove();
	}
}
