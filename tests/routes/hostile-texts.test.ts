import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { App } from '$lib/server/app';
import { askRoute, everyRoute, type Asking } from '../support/every-route';
import { testHome, type TestHome } from '../support/home';
import { seedBoard, seededDay } from './board-seed';

interface Hostile {
	readonly kind: string;
	readonly mark: string;
	readonly text: string;
}
interface Trial {
	hostileText(random: () => number): Hostile;
	faultsOf(
		answer: { status: number; headers: Record<string, string>; text: string },
		hostile: Hostile
	): string[];
}
const scripts = join(import.meta.dirname, '../../scripts/torture');
const count = Number(process.env['HOSTILE'] ?? 400);
const seed = Number(process.env['SEED'] ?? 20_261_121);

let home: TestHome;
let app: App;
beforeAll(async () => {
	home = testHome(seededDay);
	app = await home.open();
	await seedBoard(app.warehouse);
});
afterAll(async () => {
	await app.close();
	home.remove();
});

const shape = () =>
	app.warehouse.read(
		`select table_name as name, string_agg(column_name || ' ' || data_type, ',' order by column_name) as columns
		from information_schema.columns where table_schema = 'main' group by table_name order by table_name`,
		{},
		z.object({ name: z.string(), columns: z.string() })
	);

/** Starts work that goes on after the answer, or asks other machines: the long trial does that on a server of its own. */
const isApart = (id: string) =>
	['/events', '/runs', '/notices/test', '/sources/[id]', '/upload/[id]'].includes(id);

test(`${count} hostile texts in fields, parameters and paths of every route: no answer that nobody foresaw`, async () => {
	const { hostileText, faultsOf } = (await import(join(scripts, 'hostile-texts.mjs'))) as Trial;
	const { namesIn } = (await import(join(scripts, 'site.mjs'))) as { namesIn(id: string): Set<string> };
	const { randomFrom } = (await import(join(scripts, 'installation.mjs'))) as {
		randomFrom(seed: number): () => number;
	};
	const random = randomFrom(seed);
	const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
	const routes = (await everyRoute()).filter(({ id }) => !isApart(id));
	const names = new Map(routes.map(({ id }) => [id, [...namesIn(id), 'q', 'page', '__proto__']]));
	const before = await shape();
	const faults: string[] = [];
	const asked = new Set<string>();
	for (let n = 0; n < count; n += 1) {
		const hostile = hostileText(random);
		const text = hostile.text.slice(0, 20_000).toWellFormed();
		const route = routes[n % routes.length]!;
		const ways = Object.keys(route.actions);
		const isAct = ways.length > 0 && random() < 0.5;
		const handler = isAct ? route.actions[pick(ways)] : (route.load ?? route.get);
		if (!handler) continue;
		const given = new URLSearchParams();
		for (const name of names.get(route.id)!) if (random() < 0.4) given.append(name, text);
		const params = Object.fromEntries(
			[...route.id.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name]) => [name!, random() < 0.7 ? text : '1'])
		);
		const asking: Asking = isAct ? { params, form: given } : { params, query: given };
		const answer = await askRoute(app, route.id, handler, asking);
		asked.add(route.id);
		for (const fault of faultsOf({ ...answer, headers: {} }, hostile))
			faults.push(
				`${route.id} [${hostile.kind}] ${JSON.stringify(text.slice(0, 60))}: ${fault} ${answer.text.slice(0, 200)}`
			);
	}
	expect(faults).toEqual([]);
	expect(asked.size).toBeGreaterThan(70);
	expect(await shape()).toEqual(before);
	expect(({} as Record<string, unknown>)['zq']).toBeUndefined();
});
