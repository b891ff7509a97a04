/**
 * Who may import whom. The stages stand in one line, and each sees only what is to its left:
 * a newcomer who reads the folders in this order never meets a word that was not explained before.
 */
const stages = [
	['domain', '^src/lib/domain/'],
	['policies', '^src/lib/server/policies/'],
	['warehouse', '^src/lib/server/warehouse/'],
	['sources', '^src/lib/server/sources/'],
	['ingest', '^src/lib/server/ingest/'],
	['indicators', '^src/lib/server/indicators/'],
	['scoring', '^src/lib/server/scoring/'],
	['contradictions', '^src/lib/server/contradictions/'],
	['alerts', '^src/lib/server/alerts/'],
	['dispatch', '^src/lib/server/dispatch/'],
	['queries', '^src/lib/server/queries/'],
	['accounts', '^src/lib/server/accounts/'],
	['api', '^src/lib/server/api/'],
	['app', '^src/lib/server/[^/]+\\.ts$'],
	['jobs', '^jobs/'],
	['routes', '^src/(routes/|hooks)']
];

/** Settings, the clock and the log are given to every stage, so they stand beside the line and see only domain. */
const besideTheLine = '^src/lib/server/(config|home-card|clock|log|logger|metrics)\\.ts$';

const toTheLeft = stages.slice(0, -1).map(([name, path], place) => ({
	name: `${name}-looks-left`,
	comment: `${name} may import only what comes before it.`,
	severity: 'error',
	from: { path, pathNot: besideTheLine },
	to: { path: stages.slice(place + 1).map(([, later]) => later), pathNot: besideTheLine }
}));

/** One package, one place that knows it: it can then be replaced there. */
const onlyIn = (name, packagePath, owners) => ({
	name,
	comment: `Only ${owners} may know this package.`,
	severity: 'error',
	from: { path: '^(src|jobs|data)/', pathNot: owners },
	to: { path: packagePath }
});

module.exports = {
	forbidden: [
		...toTheLeft,
		{
			name: 'domain-stands-alone',
			comment: 'Words that server and browser share depend on nothing, not even zod.',
			severity: 'error',
			from: { path: '^src/lib/domain/' },
			to: { pathNot: '^src/lib/domain/' }
		},
		{
			name: 'settings-see-only-domain',
			comment: 'What every stage is given must not pull a stage in.',
			severity: 'error',
			from: { path: besideTheLine },
			to: { path: '^(src|jobs)/', pathNot: ['^src/lib/domain/', besideTheLine] }
		},
		onlyIn('duckdb-in-warehouse', 'node_modules/@duckdb/', '^src/lib/server/warehouse/'),
		onlyIn('pdfkit-in-paper', 'node_modules/(pdfkit|svg-to-pdfkit)/', '^src/lib/server/dispatch/paper/'),
		onlyIn('cron-in-scheduler', 'node_modules/node-cron/', '^jobs/scheduler\\.ts$'),
		onlyIn(
			'echarts-in-charts',
			'node_modules/(echarts|zrender)/',
			'^src/lib/(charts/|components/Chart\\.svelte$)'
		),
		{
			name: 'stages-without-sveltekit',
			comment: 'The pipeline runs from the command line and in tests, where there is no SvelteKit.',
			severity: 'error',
			from: { path: ['^src/lib/(domain|server)/', '^jobs/', '^data/'] },
			to: { path: ['^\\$(app|env|service-worker)', 'node_modules/@sveltejs/kit/', '^@sveltejs/kit'] }
		},
		{
			name: 'browser-without-server',
			comment: 'Components, charts and words of the page are sent to the browser.',
			severity: 'error',
			from: { path: '^src/lib/(components|charts|i18n)/' },
			to: { path: ['^src/lib/server/', '^jobs/'] }
		},
		{
			name: 'no-cycles',
			comment: 'Of two files that need each other neither can be read first.',
			severity: 'error',
			from: { path: '^(src|jobs|data)/' },
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'no-missing-files',
			comment: 'An import that leads nowhere would escape every rule above.',
			severity: 'error',
			from: { path: '^(src|jobs|data)/' },
			to: {
				couldNotResolve: true,
				pathNot: [
					'^\\$(app|env|service-worker)',
					'^virtual:words/',
					'^\\./\\$types',
					'\\.(css|sql|yaml|json)(\\?|$)',
					'\\?raw$'
				]
			}
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: ['^node_modules/.*/node_modules', '^\\.svelte-kit'] },
		tsPreCompilationDeps: true,
		webpackConfig: { fileName: 'scripts/import-aliases.cjs' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'node', 'svelte', 'types', 'default'],
			extensions: ['.ts', '.js', '.mjs', '.svelte', '.json']
		},
		extraExtensionsToScan: ['.css', '.sql'],
		skipAnalysisNotInRules: true
	}
};
