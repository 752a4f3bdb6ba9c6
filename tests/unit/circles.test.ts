import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const generated = ['src/lib/paraglide/', 'src/lib/server/database/client/'];
const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.map((file) => posix.join('src', file.replaceAll('\\', '/')))
	.filter((file) => /\.(ts|js|svelte)$/.test(file) && !generated.some((folder) => file.startsWith(folder)));
const known = new Set(files);

/** Paths of the files that `text` imports, also those of which it takes types only. */
function importsOf(file: string, text: string): string[] {
	const code = file.endsWith('.svelte')
		? [...text.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, script]) => script).join('\n')
		: text;
	return ts
		.preProcessFile(code, true, true)
		.importedFiles.map(({ fileName }) =>
			fileName.startsWith('#lib/')
				? fileName.replace('#lib/', 'src/lib/')
				: posix.join(posix.dirname(file), fileName)
		);
}

/** Each circle once, as the files along it. */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[][] {
	const circles: string[][] = [];
	const done = new Set<string>();
	const path: string[] = [];
	const walk = (file: string): void => {
		const at = path.indexOf(file);
		if (at >= 0) circles.push([...path.slice(at), file]);
		if (at >= 0 || done.has(file)) return;
		path.push(file);
		for (const next of imports.get(file) ?? []) walk(next);
		path.pop();
		done.add(file);
	};
	for (const file of imports.keys()) walk(file);
	return circles;
}

test('no file imports itself by way of others, also not for types', () => {
	const imports = new Map(
		files.map((file): [string, string[]] => [
			file,
			importsOf(file, readFileSync(file, 'utf8')).filter((imported) => known.has(imported))
		])
	);
	expect([...imports.values()].flat().length).toBeGreaterThan(1000);
	expect(circlesOf(imports).map((circle) => circle.join(' → '))).toEqual([]);
});

test('a circle is found by whatever form of import it is closed', () => {
	const sources = {
		'src/lib/a.ts': `import type { B } from './b.ts';`,
		'src/lib/b.ts': `export { c } from '#lib/c.svelte';`,
		'src/lib/c.svelte': `<script lang="ts">const d = import('./d.ts');</script>`,
		'src/lib/d.ts': `export type A = import('./a.ts').A;`
	};
	const imports = new Map(Object.entries(sources).map(([file, text]) => [file, importsOf(file, text)]));
	expect(circlesOf(imports)).toEqual([
		['src/lib/a.ts', 'src/lib/b.ts', 'src/lib/c.svelte', 'src/lib/d.ts', 'src/lib/a.ts']
	]);
});
