import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The reader of suppliers' files is one file with everything in it: its process may read nothing else. */
export default defineConfig({
	resolve: { alias: { $lib: at('./src/lib') } },
	publicDir: false,
	ssr: { noExternal: true },
	build: {
		ssr: 'src/lib/server/ingest/parsing/parser-child.ts',
		outDir: 'build/parser',
		emptyOutDir: true,
		target: 'node22',
		rolldownOptions: { output: { entryFileNames: 'parser.mjs', codeSplitting: false } }
	}
});
