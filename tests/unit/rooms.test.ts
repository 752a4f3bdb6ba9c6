/** A room is looked over at once: few files in a folder, and few lines in a file. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expect, test } from 'vitest';

const MOST_FILES = 16;
const MANY_LINES = 250;
const MOST_LINES = 350;
/** Files that may have many lines: each holds one thing that is read in one go. */
const MOST_LONG_FILES = 5;

const files = execFileSync('git', ['ls-files', 'src', 'tests', 'prisma'], { encoding: 'utf8' })
	.split('\n')
	.filter((path) => /\.(ts|js|svelte|css)$/.test(path));

test('no room has more than sixteen source files, tests aside', () => {
	const counts = new Map<string, number>();
	for (const path of files.filter((file) => file.startsWith('src/') && !file.endsWith('.test.ts')))
		counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
	expect([...counts].filter(([, count]) => count > MOST_FILES)).toEqual([]);
});

test('few files are longer than a person reads at a stretch, and none is far longer', () => {
	const long = files
		.map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n').length - 1 }))
		.filter(({ lines }) => lines > MANY_LINES);
	expect(long.filter(({ lines }) => lines > MOST_LINES)).toEqual([]);
	expect(
		long
			.map(({ path }) => basename(path))
			.sort()
			.slice(MOST_LONG_FILES)
	).toEqual([]);
});
