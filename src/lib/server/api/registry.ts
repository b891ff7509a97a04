import type { Endpoint } from './endpoint';

const modules = import.meta.glob<{ default: Endpoint }>('./*.endpoint.ts', { eager: true });

/** Every endpoint. Adding `<name>.endpoint.ts` adds one, with its documentation. */
export const endpoints: readonly Endpoint[] = Object.values(modules)
	.map((module) => module.default)
	.sort((a, b) => a.path.localeCompare(b.path));

/** The endpoint of a path below /api/v1, and its variable part. */
export function endpointOf(path: string): { endpoint: Endpoint; code: string } | undefined {
	for (const endpoint of endpoints) {
		const [before = '', after] = endpoint.path.split('{code}');
		if (after === undefined && path === endpoint.path) return { endpoint, code: '' };
		const code = path.slice(before.length);
		if (after !== undefined && path.startsWith(before) && code !== '' && !code.includes('/'))
			return { endpoint, code };
	}
	return undefined;
}
