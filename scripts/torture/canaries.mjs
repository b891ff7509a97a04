import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { strFromU8, unzipSync } from 'fflate';
import { grants, limitedBy } from '../../src/lib/domain/roles.ts';
import { plantCanaries } from './canary-district.mjs';
import { installation, randomFrom } from './installation.mjs';
import { administrator, ask, patternOf, routeAt, routesOf, signIn, startSite } from './site.mjs';

const password = 'Quiet-River-2027-stone';
/** Addresses of one route that one role opens. */
const mostOfRoute = 8;

/** What a body says, with the sheets and the text of office files. */
function textOf(bytes) {
	if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return bytes.toString('utf8');
	const files = unzipSync(bytes);
	return Object.entries(files)
		.map(([name, content]) => `${name}\n${strFromU8(content)}`)
		.join('\n');
}

const filesIn = (folder) =>
	existsSync(folder)
		? readdirSync(folder, { recursive: true })
				.map((name) => join(folder, String(name)))
				.filter((path) => statSync(path).isFile())
		: [];

/**
 * Loads a district in which every personal value is a canary, opens what every role can open, and looks for canaries
 * in the clear: in bodies, headers, addresses, exports, errors, logs, names of files, the database and a backup.
 * `count` is how many addresses all roles open together, at most.
 */
export async function canaries({ count, seed, say }) {
	const random = randomFrom(seed);
	const place = installation();
	const broken = [];
	const fault = (where, found) => broken.push(`${where}: ${found.join(' ')}`);
	const run = async (...args) => {
		const { code, out, err } = await place.run(...args);
		if (code !== 0) throw new Error(`${args.join(' ')}: ${err || out}`);
		return out + err;
	};
	let server;
	try {
		const [plain, planted] = [join(place.folder, 'plain'), join(place.folder, 'planted')];
		await run('demo', '--projects', '60', '--months', '8', '--seed', String(seed), '--to', plain);
		const birds = plantCanaries(plain, planted);
		if (
			!filesIn(planted).every(
				(path) => !/roster|clues/.test(path) || birds.in(readFileSync(path, 'utf8')).length > 0
			)
		)
			throw new Error('the canaries would not be found where they stand');
		let masks = 0;
		const look = (where, text) => {
			// Masks of canaries show that they came as far as this.
			if (/龘[*＊]/u.test(text)) masks += 1;
			const found = birds.in(text);
			if (found.length > 0) fault(where, found);
		};
		look('ingest', await run('ingest', planted));
		look('score', await run('score'));
		for (const what of ['roster', 'payroll', 'clues', 'responsible_persons', 'quarantine']) {
			const out = join(place.folder, `${what}.csv`);
			look(`export ${what}`, await run('export', what, '--format', 'csv', '--out', out));
			look(`export ${what}, the file`, readFileSync(out, 'utf8'));
		}

		server = await startSite(place.home);
		const admin = await administrator(server, { username: 'keeper', password });
		const page = (await ask(server, '/users', { cookies: admin })).bytes.toString();
		const choices = (name) =>
			[...page.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, 'g'))].map(([, v]) => v);
		for (const role of Object.keys(grants)) {
			const body = new URLSearchParams({ username: `a-${role}`, name: role, role, password });
			for (const unit of choices('units')) if (limitedBy[role] === 'units') body.append('units', unit);
			for (const sector of choices('sectors'))
				if (limitedBy[role] === 'sectors') body.append('sectors', sector);
			await ask(server, '/users?/create', { method: 'POST', cookies: admin, body });
		}
		const database = new DatabaseSync(join(place.home, 'accounts.sqlite'));
		database.exec('update profile set must_change = 0');
		database.close();

		const routes = routesOf().map((route) => ({ ...route, pattern: patternOf(route.id) }));
		const figures = { asked: 0, bytes: 0, routes: 0 };
		const reached = new Set();
		const identity = birds.anIdentity();
		for (const role of Object.keys(grants)) {
			const cookies = await signIn(server, { username: `a-${role}`, password });
			const open = async (path, options = {}) => {
				const answer = await ask(server, path, { cookies, ...options });
				figures.asked += 1;
				figures.bytes += answer.bytes.length;
				const text = textOf(answer.bytes);
				look(`${role} ${options.method ?? 'GET'} ${path}`, text);
				look(`${role} ${path}, headers`, answer.raw.join('\n'));
				look(`${role} address`, decodeURIComponent(path.replace(/%(?![0-9a-f]{2})/gi, '')));
				if (answer.status >= 500) broken.push(`${role} ${path}: status ${answer.status}`);
				return { ...answer, text };
			};
			const seen = new Set();
			const waiting = new Map(routes.map((route) => [route, []]));
			const opened = new Map(routes.map((route) => [route, 0]));
			const meet = (path) => {
				if (seen.has(path) || path.startsWith('/_app')) return;
				seen.add(path);
				const route = routeAt(routes, new URL(path, server.site).pathname);
				if (route && route.id !== '/events') waiting.get(route).push(path);
			};
			for (const { id } of routes) if (!id.includes('[')) meet(id);
			for (const name of ['summary', 'projects', 'enterprises', 'hotspots', 'runs', 'alerts'])
				meet(`/api/v1/${name}`);
			const share = Math.ceil(count / Object.keys(grants).length);
			for (let asks = 0; asks < share; asks += 1) {
				const next = [...waiting]
					.filter(([route, paths]) => paths.length > 0 && opened.get(route) < mostOfRoute)
					.sort(([a], [b]) => opened.get(a) - opened.get(b))[0];
				if (!next) break;
				const [route, paths] = next;
				const path = paths.splice(Math.floor(random() * paths.length), 1)[0];
				opened.set(route, opened.get(route) + 1);
				const answer = await open(path);
				if (answer.status < 300) reached.add(route.id);
				if (answer.status >= 300 || !/html/.test(answer.headers['content-type'] ?? '')) continue;
				for (const [, href] of answer.text.matchAll(/(?:href|action)="(\/[^"#]*)/g))
					meet(href.replaceAll('&amp;', '&'));
				// The same data as the browser fetches them when it moves within the site.
				const [bare, query = ''] = path.split('?');
				await open(`${bare === '/' ? '' : bare}/__data.json${query && `?${query}`}`);
			}
			// A search for one person, and the same where it is refused.
			for (const reason of ['核对本人来访反映的欠薪情况', ''])
				await open('/people', {
					method: 'POST',
					body: new URLSearchParams({ identity, reason })
				});
			await open(`/nowhere/${role}`);
			await open('/projects/none');
		}
		figures.routes = reached.size;
		const never = routes.filter(({ id }) => !reached.has(id) && id !== '/events').map(({ id }) => id);
		say(`没有打开的页面：${never.join(' ') || '无'}`);
		look('metrics', (await ask(server, '/metrics', { cookies: admin })).bytes.toString());

		// What is kept: the log of the server, the files of the home and their names, the database, a backup.
		await server.stop();
		look('what the server printed', server.said());
		server = undefined;
		const backup = join(place.folder, 'one.backup');
		look('backup', await run('backup', backup));
		let landed = 0;
		for (const path of filesIn(place.home)) {
			const name = relative(place.home, path);
			look(`the name of ${name}`, name);
			const isLanded = /^(landed|inbox)\//.test(name);
			const bytes = readFileSync(path);
			const found = birds.in(bytes.toString('utf8'));
			if (found.length === 0) continue;
			if (isLanded) landed += 1;
			else fault(name, found);
		}
		for (const line of [...new Set(broken)].slice(0, 40)) say(line);
		return {
			canaries: birds.count,
			...figures,
			roles: Object.keys(grants).length,
			answers_with_masks: masks,
			landed_files_in_the_clear: landed,
			broken: broken.length
		};
	} finally {
		await server?.stop();
		place.remove();
	}
}
