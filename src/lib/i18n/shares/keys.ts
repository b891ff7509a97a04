import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Which words the modules behind some files can show: every key that stands in them as a whole text, and every key
 * that begins like the fixed part of a template. A word too many costs some bytes, a word too few a page: what is
 * not sure is taken. The server's modules are not followed: they run where all words are.
 */
export function keysBehind(source: string, entries: readonly string[], keys: readonly string[]): string[] {
	const known = new Set(keys);
	const found = new Set<string>();
	for (const file of modulesBehind(source, entries)) {
		const text = readFileSync(file, 'utf8');
		for (const [, key] of text.matchAll(/['"`]([\w.]+)['"`]/g)) if (known.has(key!)) found.add(key!);
		for (const [, start] of text.matchAll(/`([\w.]+[._])\$\{/g))
			for (const key of keys) if (key.startsWith(start!)) found.add(key);
	}
	return keys.filter((key) => found.has(key));
}

const imported = [
	/(?:^|[\s;}])(?:import|export)\s+(?!type\s)(?:[^'"();]*?\sfrom\s*)?['"]([^'"]+)['"]/g,
	/import\(\s*['"]([^'"]+)['"]\s*\)/g
];
/** Dictionaries hold every key: following them would find all words behind every page. */
const isDictionary = (file: string) => /\/i18n\/(zh|en)(-[\w-]+)?\.ts$/.test(file);

/** Files of the browser that some files bring along, themselves included. */
function modulesBehind(source: string, entries: readonly string[]): string[] {
	const seen = new Set<string>();
	const follow = (file: string): void => {
		if (seen.has(file) || isDictionary(file) || file.includes('/lib/server/')) return;
		seen.add(file);
		const text = readFileSync(file, 'utf8');
		for (const pattern of imported)
			for (const [, name] of text.matchAll(pattern)) {
				const next = fileOf(source, file, name!);
				if (next) follow(next);
			}
	};
	for (const entry of entries) follow(join(source, entry));
	return [...seen];
}

function fileOf(source: string, from: string, name: string): string | undefined {
	const path = name.startsWith('$lib/')
		? join(source, 'lib', name.slice('$lib/'.length))
		: name.startsWith('.')
			? resolve(dirname(from), name)
			: undefined;
	if (!path) return undefined;
	return [path, `${path}.ts`, path.replace(/\.js$/, '.ts')].find(
		(file) => /\.(ts|svelte)$/.test(file) && existsSync(file)
	);
}
