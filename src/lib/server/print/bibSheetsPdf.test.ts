import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPrinter, type Printer } from '../../../../tests/support/printer.ts';
import { writeBibSheets } from './bibSheetsPdf.ts';

let printer: Printer;
beforeAll(async () => {
	printer = await openPrinter();
});
afterAll(() => printer.close());

const address = (n: number) => `HTTPS://RUN.EXAMPLE.ORG/B/K7Q2M9XA${n}T`;
const common = {
	event: 'Cursa de 5 km împotriva traficului',
	facts: 'Duminică, 29 noiembrie 2026 · Chișinău',
	tagline: 'Oprim traficul',
	help: 'Linia verde: 0 800 77777',
	locale: 'ro'
};
const bibs = [10, 11, 12, 13, 14].map((n) => ({
	number: String(n),
	address: address(n),
	shownName: n === 12 ? 'Alexandrina-Constantinescu Wilhelmina-Ecaterina Șapteș' : null,
	noPhoto: n === 13 ? 'Nu fotografiați' : null
}));

/** As a slow reader takes the file. */
async function written(
	layout: 'one' | 'four',
	onProgress = (_done: number): void => undefined
): Promise<Buffer> {
	const parts: Buffer[] = [];
	const out = new Writable({
		highWaterMark: 1024,
		write(part: Buffer, _encoding, next) {
			parts.push(part);
			setImmediate(next);
		}
	});
	await writeBibSheets({ common, bibs, layout, title: 'Numere' }, { out, onProgress });
	return Buffer.concat(parts);
}
const printed = async (layout: 'one' | 'four', dpi?: number) => printer.print(await written(layout), dpi);

describe('bibs in one file', () => {
	test('are an A5 page each, in order, and each code reads back', async () => {
		const pages = await printed('one', 60);
		expect(pages.map(({ codes }) => codes.map(({ text }) => text))).toEqual(
			[10, 11, 12, 13, 14].map((n) => [address(n)])
		);
		expect(pages.map(({ widthPt, heightPt }) => [widthPt, heightPt])).toEqual(bibs.map(() => [595, 419]));
	});

	test('or four on an A4 sheet, each whole within its quarter, and each code reads back', async () => {
		const pages = await printed('four', 100);
		expect(pages.map(({ widthPt, heightPt }) => [widthPt, heightPt])).toEqual([
			[841, 595],
			[841, 595]
		]);
		const quarter = (x: number, y: number) => (x < 841 / 2 ? 0 : 1) + (y < 595 / 2 ? 0 : 2);
		const found = pages.map(({ codes }) =>
			codes
				.map(({ text, position }) => {
					const { x, y } = position.topLeft;
					return [quarter((x * 72) / 100, (y * 72) / 100), text];
				})
				.sort()
		);
		expect(found).toEqual([[10, 11, 12, 13].map((n, at) => [at, address(n)]), [[0, address(14)]]]);
	});

	test('say a long name whole, who helps, and whom not to photograph', async () => {
		const pages = await printed('one');
		const words = pages.map(({ text }) => text.replaceAll(/\s+/g, ' '));
		expect(words[2]).toContain('Alexandrina-Constantinescu Wilhelmina-Ecaterina Șapteș');
		expect(words.filter((text) => text.includes('Linia verde: 0 800 77777'))).toHaveLength(5);
		expect(words.map((text) => text.includes('Nu fotografiați'))).toEqual([false, false, false, true, false]);
	});

	test('say how many are drawn', async () => {
		const heard: number[] = [];
		await written('one', (done) => heard.push(done));
		expect(heard).toEqual([1, 2, 3, 4, 5]);
	});

	test('are no longer drawn once nobody reads', async () => {
		let done = 0;
		const out = new Writable({
			highWaterMark: 1,
			write: () => out.destroy(new Error('the reader has gone'))
		});
		const drawn = writeBibSheets(
			{ common, bibs: Array.from({ length: 10 }, () => bibs).flat(), layout: 'one', title: '' },
			{ out, onProgress: (count) => (done = count) }
		);
		await expect(drawn).rejects.toThrow('the reader has gone');
		expect(done).toBeLessThan(5);
	});
});
