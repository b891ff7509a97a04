import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport, type Plugin } from 'vite';
import { keysBehind } from './keys.ts';
import { shareRoutes, type ShareName } from './shares.ts';

const wanted = /^virtual:words\/(zh|en)\/(\w+)$/;
/** What stands around every page. */
const shell = ['routes/+layout.svelte', 'routes/+error.svelte'];

/** Gives `virtual:words/<language>/<part>`: of a dictionary what the pages of that part can show. */
export function wordShares(root: string): Plugin {
	let isBuild = false;
	const source = join(root, 'src');
	return {
		name: 'xinshao-word-shares',
		configResolved(config) {
			isBuild = config.command === 'build';
		},
		resolveId: (id) => (wanted.test(id) ? `\0${id}` : undefined),
		async load(id) {
			const [, language, share] = wanted.exec(id.slice(1)) ?? [];
			if (!id.startsWith('\0') || !language) return undefined;
			const dictionary = join(source, 'lib', 'i18n', `${language}.ts`);
			// While somebody works on the pages, words come and go: all of them are there.
			if (!isBuild) return `export { default } from ${JSON.stringify(dictionary)};`;
			const { module } = await runnerImport<{ default: Record<string, string> }>(dictionary);
			const words = module.default;
			const entries = [
				...shell,
				...shareRoutes[share as ShareName].flatMap((route) => pageFiles(source, route))
			];
			const keys = keysBehind(source, entries, Object.keys(words));
			return `export default ${JSON.stringify(Object.fromEntries(keys.map((key) => [key, words[key]])))};`;
		}
	};
}

const ofPage = /(^|\/)\+(page|layout|error)(\.server)?\.(svelte|ts)$/;
const ofRoute = /(?<!\+server)\.(svelte|ts)$/;

/**
 * What lies in the folder of a route, and below it: parts of a page may be found by a pattern and imported by nobody. Of
 * the first page only its own files, whose imports are followed.
 */
function pageFiles(source: string, route: string): string[] {
	const folder = join('routes', route);
	const isFirst = route === '/';
	return readdirSync(join(source, folder), { recursive: !isFirst, encoding: 'utf8' })
		.filter((name) => (isFirst ? ofPage : ofRoute).test(name))
		.map((name) => join(folder, name));
}
