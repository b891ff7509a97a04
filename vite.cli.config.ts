import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The command line is bundled by the same tool as the server, so that both find registry files the same way. */
export default defineConfig({
	resolve: { alias: { $lib: at('./src/lib'), $jobs: at('./jobs'), $data: at('./data') } },
	build: {
		ssr: 'jobs/cli.ts',
		outDir: 'build/cli',
		emptyOutDir: true,
		target: 'node22',
		rolldownOptions: { output: { entryFileNames: 'cli.js' } }
	}
});
