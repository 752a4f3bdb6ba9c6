import { existsSync, readdirSync } from 'node:fs';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The arrows of the architecture. A layer names the parts of src/lib that it may import, all others are refused. What lies
 * in the same folder or below it is imported by `./`, everything else by `#lib/`. Tests may look anywhere.
 * @param {{ files: string[], ignores?: string[], may: string[], why: string, packages?: 'none' }} layer
 */
function arrow({ files, ignores = [], may, why, packages }) {
	const patterns = [
		{ regex: `^#lib/(?!(${may.join('|')})(/|\\.ts$|$))`, message: why },
		{ regex: '^\\.\\./', message: 'Another folder is imported by #lib/….' }
	];
	if (packages === 'none') patterns.push({ regex: '^(?!\\.|#lib/)', message: why });
	return {
		files,
		ignores: ['**/*.test.ts', ...ignores],
		rules: { 'no-restricted-imports': ['error', { patterns }] }
	};
}

/** A room's store reads and writes the tables of its room. The gun of a wave is a ruling, and a part of the event too. */
const storeOf = (room) =>
	arrow({
		files: [`src/lib/server/${room}/store/**/*.ts`],
		may: [
			'domain',
			'schemas',
			'server/(database|databaseFault|access/caller)',
			`server/${room}/store`,
			...(room === 'events' ? ['server/rulings/store/guns'] : [])
		],
		why: 'a store imports the database and domain types, never services or the store of another room.'
	});
const storeRooms = readdirSync(new URL('src/lib/server/', import.meta.url)).filter((room) =>
	existsSync(new URL(`src/lib/server/${room}/store/`, import.meta.url))
);

const NEWS_BY_ANNOUNCE = {
	selector:
		"CallExpression[callee.property.name='publish']:matches([callee.object.name='bus'], [callee.object.property.name='bus'])",
	message: 'News go by announce(), which never fails the deed that they tell of.'
};

const PRIVATE_BY_HASH = {
	selector: '[accessibility=/^(private|protected)$/]',
	message: 'Private members are #x, which the browser holds too.'
};

const LANGUAGES_BY_ONE_LIST = [
	"ArrayExpression > Literal[value='ro']",
	"TSLiteralType > Literal[value='ro']"
].map((selector) => ({
	selector,
	message: 'The languages are those of Paraglide’s list: `locales` and `Locale` of paraglide/runtime.js.'
}));

/** How dates are written, and what a zone's clock shows; the second asks for figures only. */
const WRITE_DATES = ['src/lib/domain/time/writtenDates.ts', 'src/lib/domain/time/zoneOffset.ts'];
const DATES_BY_ONE_MODULE = [
	"MemberExpression[object.name='Intl'][property.name='DateTimeFormat']",
	'MemberExpression[property.name=/^toLocale(Date|Time)String$/]'
].map((selector) => ({
	selector,
	message:
		'Dates are written by domain/time/writtenDates.ts, for pages through ui/dates.ts: one way a language, 24 hours.'
}));

/** What no source file does; a file that is the one place for something is let off that alone. */
function sourceRules({ files, but = [] }) {
	const all = [NEWS_BY_ANNOUNCE, ...DATES_BY_ONE_MODULE, ...LANGUAGES_BY_ONE_LIST, PRIVATE_BY_HASH];
	return {
		files,
		ignores: ['**/*.test.ts'],
		rules: { 'no-restricted-syntax': ['error', ...all.filter((rule) => !but.includes(rule))] }
	};
}

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'data/',
			'test-results/',
			'src/lib/paraglide/',
			'src/lib/server/database/client/'
		]
	},
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs['flat/recommended'],
	prettier,
	...svelte.configs['flat/prettier'],
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-console': 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
		rules: { 'svelte/no-navigation-without-resolve': 'off' }
	},
	{
		files: [
			'src/start.js',
			'src/simulate.ts',
			'src/backup.ts',
			'src/lib/server/start/serve.ts',
			'prisma/**/*.ts',
			'tests/**/*.ts'
		],
		rules: { 'no-console': 'off' }
	},
	arrow({
		files: ['src/lib/domain/**/*.ts'],
		may: ['domain'],
		packages: 'none',
		why: 'domain is pure: it imports nothing but domain.'
	}),
	{
		files: ['src/lib/domain/**/*.ts'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-properties': [
				'error',
				{ object: 'Date', property: 'now', message: 'Time is an argument.' },
				{ object: 'Math', property: 'random', message: 'Randomness is an argument.' },
				{ object: 'performance', property: 'now', message: 'Time is an argument.' }
			]
		}
	},
	{
		files: ['src/**/*.svelte', 'src/**/*.svelte.ts', 'src/lib/ui/**/*.ts', 'src/lib/scanner/**/*.ts'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-properties': [
				'error',
				{ object: 'crypto', property: 'randomUUID', message: 'It is kept from pages without https.' }
			]
		}
	},
	arrow({
		files: ['src/lib/schemas/**/*.ts'],
		may: ['domain', 'schemas', 'paraglide/runtime\\.js'],
		why: 'schemas import domain and schemas, and the list of languages.'
	}),
	arrow({
		files: ['src/lib/demo/**/*.ts'],
		may: ['domain', 'schemas', 'demo', 'paraglide/runtime\\.js'],
		why: 'the demo is data: it imports domain and schemas only.'
	}),
	arrow({
		files: ['src/lib/scanner/**/*.ts'],
		may: ['domain', 'schemas', 'scanner'],
		why: 'scanner imports domain and schemas only.'
	}),
	arrow({
		files: ['src/lib/server/**/*.ts'],
		ignores: ['src/lib/server/database/client/**'],
		may: ['domain', 'schemas', 'demo', 'paraglide', 'server/(?!api/|start/)[a-zA-Z]+'],
		why: 'services import stores, domain and schemas, never the API or the start.'
	}),
	sourceRules({ files: ['src/**/*.{ts,svelte}'] }),
	sourceRules({ files: ['src/lib/server/live/announce.ts'], but: [NEWS_BY_ANNOUNCE] }),
	sourceRules({ files: WRITE_DATES, but: [...DATES_BY_ONE_MODULE, ...LANGUAGES_BY_ONE_LIST] }),
	arrow({
		files: ['src/lib/server/start/**/*.ts'],
		may: ['domain', 'schemas', 'paraglide', 'server'],
		why: 'the start puts the server together.'
	}),
	arrow({
		files: ['src/lib/server/api/**/*.ts'],
		may: ['domain', 'schemas', 'paraglide', 'server/api', 'server/(?!database/|[a-z]+/store/)[a-zA-Z]+'],
		why: 'api imports services and schemas, never a store or the database.'
	}),
	...storeRooms.map(storeOf),
	arrow({
		files: ['src/lib/ui/**/*.{ts,svelte}'],
		may: ['domain', 'schemas', 'ui', 'paraglide'],
		why: 'ui imports domain and schemas only.'
	}),
	{
		files: ['src/lib/scanner/**/*.ts', 'src/routes/(volunteer)/scan/**/*.{ts,svelte}'],
		ignores: ['**/*.test.ts'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '^(#lib/schemas/|zod$)',
							allowTypeImports: true,
							message:
								'The phone takes types of schemas only: one value would bring all of zod; it reads answers by zod/mini.'
						}
					]
				}
			]
		}
	},
	{
		files: ['src/routes/**/*.{ts,svelte}'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{ regex: '^#lib/server/(database/|api/|[a-z]+/store/)', message: 'routes call services.' },
						{ regex: '^@prisma', message: 'routes call services.' }
					]
				}
			]
		}
	}
);
