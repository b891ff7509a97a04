import { availableParallelism } from 'node:os';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { wordShares } from './src/lib/i18n/shares/plugin.ts';
import { darkOfSystem } from './src/lib/theme/dark-of-system.ts';

/** What orders, parts and stands in for tables: many pages have some, the first page and the long lists none, so these do not carry it. */
const ofTables =
	/src[\\/]lib[\\/](tables[\\/](column-kinds|load-sort|ordered-table)|components[\\/](Sort|PageLinks|NoRows)|domain[\\/](table-order|list-part))/;
const sharedByPages = (id: string) =>
	/src[\\/]lib[\\/]|node_modules[\\/]@lucide/.test(id) && !ofTables.test(id);

export default defineConfig({
	plugins: [darkOfSystem(), wordShares(import.meta.dirname), sveltekit()],
	build: {
		target: 'chrome110',
		rolldownOptions: {
			output: {
				// What nearly every page has comes as one file: a hundred of a few hundred bytes each hardly shrink.
				advancedChunks: {
					groups: [{ name: 'shared', test: sharedByPages, minShareCount: 14 }]
				}
			}
		}
	},
	test: {
		include: ['tests/{unit,sources,pipeline,routes}/**/*.test.ts'],
		environment: 'node',
		setupFiles: ['tests/support/property-seed.ts'],
		pool: 'forks',
		// One less than there are leaves a machine of two to one of them; the engine waits for the disk as well.
		maxWorkers: Math.max(2, availableParallelism() - 1),
		// A machine may be slow, which is no fault of the product: only what never ends is one.
		testTimeout: 240_000,
		hookTimeout: 240_000
	}
});
