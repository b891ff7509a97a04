import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { faultsOf, hostileKinds, hostileText } from './hostile-texts.mjs';
import { installation, randomFrom } from './installation.mjs';
import { ask, namesIn, patternOf, routeAt, routesOf, startSite } from './site.mjs';

const atATime = 4;
const mostOfRoute = 12;
const crawled = 500;

/** Forms of a page: where they go and what stands in them before anybody types. */
function formsOf(html) {
	return [...html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head, inner]) => {
		const fields = [];
		for (const [tag] of inner.matchAll(/<(?:input|textarea|button)\b[^>]*>/g)) {
			const name = /\bname="([^"]+)"/.exec(tag)?.[1];
			if (name) fields.push([name, (/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '').replaceAll('&quot;', '"')]);
		}
		for (const [, name, options] of inner.matchAll(
			/<select\b[^>]*\bname="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g
		))
			fields.push([
				name,
				[...options.matchAll(/value="([^"]*)"/g)].map(([, value]) => value).find(Boolean) ?? ''
			]);
		return {
			method: /method="post"/i.test(head) ? 'POST' : 'GET',
			action: (/\baction="([^"]*)"/.exec(head)?.[1] ?? '').replaceAll('&amp;', '&'),
			isMultipart: /multipart/.test(head),
			fields
		};
	});
}

/** Tables and columns as they stand in the file, and how many lines were ever taken in. */
async function shapeOf(home) {
	const database = await DuckDBInstance.create(':memory:');
	const connection = await database.connect();
	await connection.run(`attach '${join(home, 'xinshao.duckdb').replaceAll("'", "''")}' as kept (read_only)`);
	const tables = await connection.runAndReadAll(
		`select table_name, string_agg(column_name || ' ' || data_type, ', ' order by ordinal_position) as columns
		from information_schema.columns where table_catalog = 'kept' group by all order by 1`
	);
	const batches = await connection.runAndReadAll('select count(*) as n from kept.batch');
	connection.closeSync();
	database.closeSync();
	return { tables: JSON.stringify(tables.getRowsJson()), batches: Number(batches.getRowsJson()[0][0]) };
}

/** Puts hostile texts into every field and parameter of every route, and looks at what comes back and what is left. */
export async function injections({ count, seed, say }) {
	const random = randomFrom(seed);
	const pick = (list) => list[Math.floor(random() * list.length)];
	const place = installation();
	const broken = [];
	let server = await startSite(place.home, { XINSHAO_DEMO: '1' });
	try {
		await server.stop();
		const before = await shapeOf(place.home);
		server = await startSite(place.home, { XINSHAO_DEMO: '1' });

		const routes = routesOf().map((route) => ({
			...route,
			pattern: patternOf(route.id),
			names: namesIn(route.id),
			places: new Set(),
			forms: []
		}));
		const seen = new Set();
		const waiting = new Map(routes.map((route) => [route, []]));
		const meet = (path) => {
			if (seen.has(path) || path.startsWith('/_app') || path.includes('zq')) return;
			seen.add(path);
			const route = routeAt(routes, new URL(path, server.site).pathname);
			if (route && route.id !== '/events') waiting.get(route).push(path);
		};
		const note = (route, path, html) => {
			for (const [, href] of html.matchAll(/(?:href|action)="(\/[^"#]*)/g)) {
				const to = href.replaceAll('&amp;', '&');
				meet(to);
				const named = routeAt(routes, new URL(to, server.site).pathname);
				for (const key of new URL(to, server.site).searchParams.keys())
					if (!key.startsWith('/')) named?.names.add(key);
			}
			if (route.forms.length < 60) route.forms.push(...formsOf(html).map((form) => ({ ...form, path })));
			for (const { fields } of formsOf(html)) for (const [name] of fields) route.names.add(name);
		};
		for (const { id } of routes) if (!id.includes('[')) meet(id);
		for (const name of ['summary', 'projects', 'enterprises', 'hotspots', 'runs', 'alerts', 'openapi.json'])
			meet(`/api/v1/${name}`);
		for (let asks = 0; asks < crawled; asks += 1) {
			const next = [...waiting]
				.filter(([route, paths]) => paths.length > 0 && route.places.size < mostOfRoute)
				.sort(([a], [b]) => a.places.size - b.places.size)[0];
			if (!next) break;
			const [route, paths] = next;
			const path = paths.splice(Math.floor(random() * paths.length), 1)[0];
			const answer = await ask(server, path);
			if (answer.status < 400 || answer.status === 405) route.places.add(path);
			if (answer.status < 300 && /html/.test(answer.headers['content-type'] ?? ''))
				note(route, path, answer.bytes.toString());
		}
		const reached = routes.filter(({ places }) => places.size > 0);

		const figures = { asked: 0, fields: new Set(), by_kind: {}, by_status: {} };
		/** Puts one text into one place of one request; answers the request and where the text went. */
		const request = ({ text }) => {
			const route = pick(reached);
			const path = pick([...route.places]);
			const well = text.toWellFormed();
			const way = random();
			const form = route.forms.length > 0 ? pick(route.forms) : undefined;
			if (route.id.includes('[') && way < 0.15) {
				const parts = path.split('?')[0].split('/');
				parts[1 + Math.floor(random() * (parts.length - 1))] = encodeURIComponent(well.slice(0, 4_000));
				return { where: `${route.id} path`, path: parts.join('/') };
			}
			const names = [...route.names];
			if (form?.method === 'POST' && form.fields.length > 0 && way < 0.6) {
				const [bare] = form.path.split('?');
				const to = form.action.startsWith('?') ? `${bare}${form.action}` : form.action || form.path;
				const at = Math.floor(random() * form.fields.length);
				const body = new URLSearchParams();
				form.fields.forEach(([name, value], n) => body.append(name, n === at ? well : value));
				if (random() < 0.1) body.append(form.fields[at][0], well);
				if (random() < 0.1)
					body.append(pick(['__proto__', 'constructor', `${form.fields[at][0]}[]`, 'role']), well);
				return { where: `${route.id} ${form.action} ${form.fields[at][0]}`, path: to, method: 'POST', body };
			}
			if (route.actions.size > 0 && way < 0.7) {
				const action = pick([...route.actions]);
				const [bare] = path.split('?');
				const body = new URLSearchParams();
				for (const name of names) if (random() < 0.7) body.append(name, well);
				return {
					where: `${route.id} ?/${action}`,
					path: action === 'default' ? bare : `${bare}?/${action}`,
					method: 'POST',
					body
				};
			}
			const bodied = [...route.methods].filter((method) => method !== 'GET');
			if (bodied.length > 0 && route.actions.size === 0 && way < 0.75)
				return {
					where: `${route.id} body`,
					path,
					method: pick(bodied),
					body: well,
					headers: { 'content-type': pick(['application/json', 'text/plain', 'application/octet-stream']) }
				};
			const name =
				names.length > 0 && random() < 0.8
					? pick(names)
					: pick(['q', 'sort', 'page', 'lang', 'back', 'cursor', 'limit', 'known_at', 'as_of', '__proto__']);
			const value = encodeURIComponent(well.slice(0, 4_000));
			const twice = random() < 0.1 ? `&${name}=${value}` : '';
			const bare = random() < 0.7 ? path.split('?')[0] : path;
			const data = random() < 0.15 && !/\.\w+$/.test(bare.split('?')[0]) && !bare.startsWith('/api/');
			const [left, right] = bare.split('?');
			const to = data ? `${left === '/' ? '' : left}/__data.json${right ? `?${right}` : ''}` : bare;
			const isCookie = random() < 0.05;
			return {
				where: `${route.id} ${isCookie ? 'cookie' : name}`,
				path: isCookie ? to : `${to}${to.includes('?') ? '&' : '?'}${name}=${value}${twice}`,
				...(isCookie && {
					headers: { cookie: `${pick(['lang', 'theme', 'guise', 'xinshao.session_token'])}=${value}` }
				})
			};
		};
		const one = async () => {
			const hostile = hostileText(random);
			const { where, path, ...options } = request(hostile);
			const answer = await ask(server, path, options).catch((error) => ({ error }));
			figures.asked += 1;
			figures.by_kind[hostile.kind] = (figures.by_kind[hostile.kind] ?? 0) + 1;
			figures.fields.add(where);
			if (answer.error) {
				// A request that is too long may be cut off while it is still being sent.
				if (!['ECONNRESET', 'EPIPE', 'HPE_HEADER_OVERFLOW'].includes(answer.error.code))
					broken.push(`${where}: ${answer.error.message}`);
				return;
			}
			figures.by_status[answer.status] = (figures.by_status[answer.status] ?? 0) + 1;
			const text = answer.bytes.toString('utf8');
			for (const fault of faultsOf({ ...answer, text }, hostile))
				broken.push(`${where} [${hostile.kind}] ${JSON.stringify(hostile.text.slice(0, 60))}: ${fault}`);
		};
		while (figures.asked < count) await Promise.all(Array.from({ length: atATime }, one));

		// What was kept must be as harmless when it is shown.
		let shown = 0;
		for (const { places } of reached)
			for (const path of [...places].slice(0, 3)) {
				const answer = await ask(server, path);
				shown += 1;
				const text = answer.bytes.toString('utf8');
				for (const fault of faultsOf({ ...answer, text }, { mark: 'zq' }))
					broken.push(`afterwards ${path}: ${fault}`);
			}
		if (!(await ask(server, '/readyz')).status.toString().startsWith('2'))
			broken.push('not ready afterwards');
		await server.stop();
		const after = await shapeOf(place.home);
		if (after.tables !== before.tables) broken.push('the tables have another shape');
		if (after.batches < before.batches) broken.push('batches are gone');
		if (/PrototypePollution|is not iterable|Cannot read properties/.test(server.said()))
			broken.push('the server stumbled; see its log');
		for (const line of [...new Set(broken)].slice(0, 60)) say(line);
		return {
			...figures,
			fields: figures.fields.size,
			kinds: hostileKinds.length,
			routes: reached.length,
			shown_afterwards: shown,
			broken: broken.length
		};
	} finally {
		await server.stop().catch(() => undefined);
		place.remove();
	}
}
