/**
 * Second build: the server and its threads, beside the kit handler in build/. Libraries that every start
 * needs are bundled, since a start from hundreds of small files takes 0.2 s more; see docs/decisions.md.
 */
import { defineConfig } from 'vite';

export default defineConfig({
	publicDir: false,
	ssr: {
		noExternal: true,
		// These read files of their own from their folders, or are loaded when they are first used.
		external: [
			'@electric-sql/pglite',
			'@electric-sql/pglite-socket',
			'@expo-google-fonts/noto-sans',
			'@prisma/client',
			'@prisma/schema-engine-wasm',
			'better-auth',
			'nodemailer',
			'pdfkit',
			'piscina',
			'qrcode'
		]
	},
	build: {
		ssr: true,
		outDir: 'build',
		emptyOutDir: false,
		target: 'node20',
		rolldownOptions: {
			input: {
				server: 'src/server.ts',
				pgliteWorker: 'src/lib/server/database/embedded/pgliteWorker.ts',
				threadTasks: 'src/lib/server/threads/tasks.ts'
			},
			output: { entryFileNames: '[name].js', chunkFileNames: 'server-chunks/[name]-[hash].js' }
		}
	}
});
