import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin } from 'vite';
import type * as Composing from './src/lib/server/compose.ts';
import type * as Environment from './src/lib/server/env.ts';
import { defineConfig } from 'vitest/config';

/** `npm run dev`: the same Express part as in production, in the same process, before kit's pages. */
const apiInDevelopment = (): Plugin => ({
	name: 'api-in-development',
	apply: 'serve',
	async configureServer(server) {
		if (process.env.VITEST) return;
		const { readEnv } = (await server.ssrLoadModule('/src/lib/server/env.ts')) as typeof Environment;
		const { compose } = (await server.ssrLoadModule('/src/lib/server/compose.ts')) as typeof Composing;
		const { front, setupPath, stop } = await compose(readEnv(process.env));
		server.middlewares.use(front);
		server.httpServer?.once('close', () => void stop());
		if (setupPath) server.config.logger.info(`\n  Become the owner: ${setupPath}`);
	}
});

export default defineConfig({
	plugins: [
		tailwindcss(),
		paraglideVitePlugin({
			project: './src/project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['url', 'baseLocale'],
			emitTsDeclarations: true
		}),
		sveltekit(),
		apiInDevelopment()
	],
	worker: { format: 'es' },
	test: {
		projects: [
			{
				extends: true,
				test: { name: 'unit', include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts'], environment: 'node' }
			},
			{
				extends: true,
				test: {
					name: 'pglite',
					include: ['tests/{store,api}/**/*.test.ts'],
					globalSetup: 'tests/support/embeddedSetup.ts',
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				extends: true,
				test: {
					name: 'postgres',
					include: ['tests/{store,api}/*.test.ts'],
					globalSetup: 'tests/support/serverSetup.ts',
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
