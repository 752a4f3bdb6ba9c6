/** Second build: the server and the database's worker thread, beside the kit handler in build/. Dependencies stay external. */
import { defineConfig } from 'vite';

export default defineConfig({
	publicDir: false,
	build: {
		ssr: true,
		outDir: 'build',
		emptyOutDir: false,
		target: 'node20',
		rolldownOptions: {
			input: {
				server: 'src/server.ts',
				pgliteWorker: 'src/lib/server/database/embedded/pgliteWorker.ts'
			},
			output: { entryFileNames: '[name].js', chunkFileNames: 'server-chunks/[name]-[hash].js' }
		}
	}
});
