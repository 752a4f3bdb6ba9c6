import fc from 'fast-check';
import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import { crc32 } from './crc32.ts';
import { PageCollector, pagesOf } from './readPages.ts';

test('the checksum is that of the standard', () => {
	expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});

/** A text that does not shrink to one page. */
const longText = fc
	.array(fc.uuid(), { minLength: 1, maxLength: 80 })
	.map((ids) => JSON.stringify({ ids, words: 'ș ț Мос' }));

describe('pages', () => {
	test('in any order, with any repeats, make the text again, and nothing before the last one', async () => {
		await fc.assert(
			fc.asyncProperty(longText, fc.infiniteStream(fc.nat()), async (text, chance) => {
				const pages = await pagesOf(text);
				const next = (below: number) => (chance.next().value as number) % below;
				const collector = new PageCollector();
				while (!collector.complete) {
					expect(await collector.text()).toBeNull();
					const before = collector.missing.length;
					const taken = collector.take(pages[next(pages.length)] ?? '');
					expect(taken === 'new' || taken === 'repeat').toBe(true);
					if (before > 0) expect(collector.missing.length).toBe(before - (taken === 'new' ? 1 : 0));
				}
				expect(await collector.text()).toBe(text);
			}),
			{ numRuns: 100 }
		);
	});

	test('never need a code of more than 69 modules', async () => {
		const ids = Array.from({ length: 300 }, () => crypto.randomUUID());
		for (const page of await pagesOf(ids.join()))
			expect(QRCode.create(page, { errorCorrectionLevel: 'L' }).modules.size).toBeLessThanOrEqual(69);
	});

	test('a page that was altered is noticed', async () => {
		const [page = ''] = await pagesOf('a text');
		const altered = page.slice(0, -1) + (page.endsWith('A') ? 'B' : 'A');
		const collector = new PageCollector();
		expect(collector.take(altered)).toBe('new');
		expect(await collector.text()).toBeNull();
	});

	test('a page of another text is told apart, and what is no page too', async () => {
		const [one = ''] = await pagesOf('one');
		const [two = ''] = await pagesOf('two');
		const collector = new PageCollector();
		expect(collector.take('https://run.example.org/B/ABCDEFGHJK')).toBe('foreign');
		expect(collector.take('ARP1.00000000.3.2.AAAA')).toBe('foreign');
		expect(collector.take(one)).toBe('new');
		expect(collector.take(two)).toBe('other');
		expect(collector.take(one)).toBe('repeat');
		expect(await collector.text()).toBe('one');
	});
});
