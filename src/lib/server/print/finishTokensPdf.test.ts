import { afterAll, beforeAll, expect, test } from 'vitest';
import { finishTokenIn } from '#lib/domain/bibs/finishToken.ts';
import { openPrinter, type Printer } from '../../../../tests/support/printer.ts';
import { finishTokensPdf, type TokenSheets } from './finishTokensPdf.ts';

let printer: Printer;
beforeAll(async () => {
	printer = await openPrinter();
});
afterAll(() => printer.close());

/** For each sheet its text and the tokens that a camera reads off it. */
async function printed(part: Pick<TokenSheets, 'from' | 'to'>) {
	const pages = await printer.print(
		await finishTokensPdf({
			origin: 'https://run.example.org',
			event: 'Забег на 5 км против торговли людьми · Cursa împotriva traficului',
			locale: 'ro',
			title: 'Jetoane de sosire',
			...part
		})
	);
	return pages.map(({ text, codes }) => ({
		text,
		tokens: codes.map((code) => finishTokenIn(code.text) ?? 0).sort((a, b) => a - b)
	}));
}

test('every card reads back as its own number, ten on a sheet, the last sheet as far as they go', async () => {
	const pages = await printed({ from: 31, to: 54 });
	expect(pages.map(({ tokens }) => tokens)).toEqual([
		[31, 32, 33, 34, 35, 36, 37, 38, 39, 40],
		[41, 42, 43, 44, 45, 46, 47, 48, 49, 50],
		[51, 52, 53, 54]
	]);
});

test('the number stands beside its code in full, however long', async () => {
	const [sheet] = await printed({ from: 999_998, to: 999_999 });
	expect(sheet?.tokens).toEqual([999_998, 999_999]);
	for (const words of ['999998', '999999', 'Забег', 'împotriva']) expect(sheet?.text).toContain(words);
});
