const { join } = require('node:path');

const root = join(__dirname, '..');

/** The aliases of svelte.config.js in the one form that dependency-cruiser reads, without a generated tsconfig. */
module.exports = {
	resolve: {
		alias: { $lib: join(root, 'src/lib'), $jobs: join(root, 'jobs'), $data: join(root, 'data') }
	}
};
