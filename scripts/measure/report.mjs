import { cpus, loadavg, totalmem } from 'node:os';
import { round } from './numbers.mjs';
import { meetingRoute } from './server-times.mjs';

/** What a page may take: milliseconds, kB of 1,000 bytes, and layout shift. */
export const allowed = {
	leader_p95: 30,
	project_median: 60,
	any_page_median: 300,
	first_kb: 90,
	all_kb: 300,
	paint: 1_000,
	shift: 0,
	deed_p95: 100
};

/** The machine and the moment, in one line. */
export function describeMachine() {
	const [cpu] = cpus();
	const load = loadavg()[0].toFixed(1);
	const day = new Date().toISOString().slice(0, 10);
	return `${day}, ${cpus().length} cores of ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, load ${load} at the end.`;
}

const isProject = ({ route }) => route.startsWith('/projects/');
const beside = (value, reference) => (reference > 0 ? `${round(value / reference)}×` : '–');
const table = (heads, lines) =>
	[heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function serverTable({ server, engine }) {
	const lines = server.pages.map(({ route, first, least, median, p95, kb }) => [
		route === meetingRoute
			? route
			: `\`${isProject({ route }) ? '/projects/…' : route.startsWith('/enterprises/') ? '/enterprises/…' : route}\``,
		first,
		least,
		median,
		p95,
		beside(median, engine.before.median),
		kb ?? ''
	]);
	return table(
		['server time, ms', 'first', 'least', 'median', 'p95', 'beside the engine', 'kB of HTML'],
		lines
	);
}

function paintTable({ painted }) {
	const empty = painted.find(({ route }) => route === '/healthz');
	const lines = painted
		.filter((one) => one !== empty)
		.map((one) => [
			`\`${isProject(one) ? '/projects/…' : one.route}\` ${one.lang} ${one.size}`,
			`${one.paint_least} / ${one.paint} / ${one.paint_worst}`,
			beside(one.paint, empty?.paint ?? 0),
			one.ready,
			one.longest_task,
			one.shift_worst,
			one.first_kb,
			one.all_kb
		]);
	const heads = [
		'processor 4 times slower',
		'largest paint, ms: least / median / worst',
		'beside an empty page',
		'answers, ms',
		'longest task, ms',
		'shift, worst',
		'kB of script first',
		'kB in all'
	];
	return table(heads, lines);
}

function deedTable({ deeds }) {
	const fast = deeds.filter(({ slowdown }) => slowdown === 1);
	const lines = fast.map((one) => {
		const slow = deeds.find(({ name, slowdown }) => name === one.name && slowdown !== 1);
		return [
			one.name,
			`${one.painted.median} / ${one.painted.p95}`,
			`${slow?.painted.median} / ${slow?.painted.p95}`,
			`${one.answered.median} / ${one.answered.p95}`,
			`${slow?.answered.median} / ${slow?.answered.p95}`
		];
	});
	const heads = [
		'ms, median / p95',
		'to the next paint',
		'… 4 times slower',
		'until it has answered',
		'… 4 times slower'
	];
	const scrolled = fast.find(({ frames }) => frames);
	const slow = deeds.find(({ frames, slowdown }) => frames && slowdown !== 1);
	const frames = scrolled
		? `\n\nWhile the list was scrolled by the wheel a frame took ${scrolled.frames.median} ms (p95 ${scrolled.frames.p95}, longest ${scrolled.frames.longest}); with the processor 4 times slower ${slow?.frames.median} (${slow?.frames.p95}, ${slow?.frames.longest}).`
		: '';
	return table(heads, lines) + frames;
}

/** All that was measured, as Markdown. */
export function tables(found, machine) {
	const parts = found.map((one) => {
		const { before, after } = one.engine;
		const reference =
			`The bare engine took ${before.median} ms (least ${before.least}, p95 ${before.p95}) for one question over 50,000 ` +
			`rows before and ${after.median} after; an empty page of the server ${one.server.empty.median} ms (p95 ${one.server.empty.p95}).`;
		return [`### ${one.name}`, reference, serverTable(one), paintTable(one), deedTable(one)].join('\n\n');
	});
	return [machine, ...parts].join('\n\n');
}

/** What an installation missed, a sentence each. */
export function missed({ name, server, painted, deeds }) {
	const bad = [];
	for (const { route, median, p95 } of server.pages) {
		if (route === '/' && p95 > allowed.leader_p95)
			bad.push(`${name} ${route}: p95 ${p95} ms of ${allowed.leader_p95}`);
		else if (isProject({ route }) && median > allowed.project_median)
			bad.push(`${name} ${route}: ${median} ms of ${allowed.project_median}`);
		else if (median > allowed.any_page_median)
			bad.push(`${name} ${route}: ${median} ms of ${allowed.any_page_median}`);
	}
	for (const one of painted) {
		if (one.route === '/healthz') continue;
		const where = `${name} ${one.route} ${one.lang} ${one.size}`;
		if (one.first_kb > allowed.first_kb)
			bad.push(`${where}: ${one.first_kb} kB first of ${allowed.first_kb}`);
		if (one.all_kb > allowed.all_kb) bad.push(`${where}: ${one.all_kb} kB in all of ${allowed.all_kb}`);
		if (one.paint > allowed.paint) bad.push(`${where}: largest paint ${one.paint} ms of ${allowed.paint}`);
		if (one.shift_worst > allowed.shift) bad.push(`${where}: shift ${one.shift_worst}`);
	}
	for (const { name: deed, slowdown, painted: took } of deeds)
		if (slowdown === 1 && took.p95 > allowed.deed_p95)
			bad.push(`${name} ${deed}: ${took.p95} ms of ${allowed.deed_p95} to the next paint`);
	return bad;
}
