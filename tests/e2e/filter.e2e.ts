import { expect, test, type APIRequestContext } from '@playwright/test';
import { chosenOf, parseFilter } from '../../src/lib/domain/filter';
import { filterAt, filterReach, understoodAt } from '../../src/lib/domain/filter-reach';

/** Two streets, a sector, a tier and a day, all at once. */
const query = new URLSearchParams({
	street: '李封街道,王封街道',
	sector: '房屋建筑',
	tier: 'red',
	as_of: '2026-11-20'
}).toString();

const decoded = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&#38;', '&');
/** Attributes of every opening tag of a kind. */
const tags = (html: string, name: string) => html.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? [];
const attribute = (tag: string, name: string) => {
	const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
	return found === undefined ? undefined : decoded(found);
};

/** Addresses that a page leads to, of other pages and of files: links, and forms that ask. */
function leadsOf(html: string, path: string): string[] {
	const links = tags(html, 'a')
		.filter((tag) => !/\bclass="[^"]*\b(brand|skip)\b/.test(tag))
		.map((tag) => attribute(tag, 'href'))
		.filter((href) => href !== undefined && href.startsWith('/') && !href.startsWith('//'));
	const forms = (html.match(/<form\b[^>]*>[\s\S]*?<\/form>/g) ?? [])
		.filter(
			(form) => (attribute(form.slice(0, form.indexOf('>') + 1), 'method') ?? 'get').toLowerCase() === 'get'
		)
		.map((form) => {
			const action = attribute(form.slice(0, form.indexOf('>') + 1), 'action') ?? path;
			const names = ['input', 'select']
				.flatMap((kind) => tags(form, kind))
				.map((tag) => attribute(tag, 'name'));
			// A field that asks for a part may be left as it is: that it is there counts.
			const asks = names.filter((name) => name !== undefined).map((name) => [name, 'asked']);
			return `${action.split('?')[0]}?${new URLSearchParams(asks)}`;
		});
	return [...links.filter((href) => href!.split(/[?#]/)[0] !== path), ...forms] as string[];
}

/** Parts of the filter of a page that a link drops although the page and the one that it leads to understand them. */
function lost(href: string, path: string, filter: ReturnType<typeof parseFilter>): string[] {
	const { pathname, searchParams } = new URL(href, 'http://board.invalid');
	const names = { asOf: 'as_of', knownAt: 'known_at' } as Record<string, string>;
	const { q: _q, sort: _sort, dir: _dir, ...carried } = filterAt(pathname, filterAt(path, filter));
	// A page that asks for two days has its own field for the later one.
	const isSaid = (name: string) => searchParams.has(name) || (name === 'as_of' && searchParams.has('to'));
	return Object.keys(carried).filter((key) => !isSaid(names[key] ?? key));
}

const read = async (request: APIRequestContext, path: string) => {
	const answer = await request.get(`${path}?${query}`);
	expect(answer.status(), path).toBe(200);
	return answer.text();
};

test('the filter goes along every link and form of every page as far as the next page understands it, and shows there as chips', async ({
	request
}) => {
	const list = await read(request, '/projects');
	const project = /href="(\/projects\/[^"/?.]+)\?/.exec(list)?.[1];
	const starts = [
		...filterReach.map(([path]) => path).filter((path) => !/\*|\.|\/rows$/.test(path)),
		'/reports/project_ledger',
		'/views',
		'/notices',
		...(project ? [project] : [])
	];
	const broken: string[] = [];
	let walked = 0;
	for (const path of starts) {
		const html = await read(request, path);
		const filter = parseFilter(new URLSearchParams(query));
		for (const href of new Set(leadsOf(html, path))) {
			walked += 1;
			const parts = lost(href, path, filter);
			if (parts.length > 0) broken.push(`${path} → ${href}: ${parts.join(', ')}`);
		}
		if (path === '/screen') continue;
		const understood = understoodAt(path);
		const wanted = [
			...(understood.includes('street') ? chosenOf(filter.street) : []),
			...(understood.includes('sector') ? chosenOf(filter.sector) : [])
		];
		for (const name of wanted)
			if (
				!tags(html, 'a').some((tag) => /\bchip\b/.test(tag) && attribute(tag, 'aria-label')?.endsWith(name))
			)
				broken.push(`${path} shows no chip ${name}`);
	}
	expect(broken).toEqual([]);
	expect(walked).toBeGreaterThan(400);
});
