/** What a volunteer with gloves cannot read or hit on the phone's screen. */
import type { Page } from '@playwright/test';

/** Text below 18 px, targets below 44 px, and what sticks out of the screen, on a small phone too. */
export async function tooSmall(page: Page): Promise<string[]> {
	await page.setViewportSize({ width: 320, height: 640 });
	const wide = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
	await page.setViewportSize({ width: 390, height: 844 });
	return [...(wide > 320 ? [`${wide} px wide on a screen of 320 px`] : []), ...(await tooSmallOn(page))];
}

function tooSmallOn(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const shown = [...document.querySelectorAll<HTMLElement>('.race-day *')].filter(
			(element) => element.checkVisibility() && !element.closest('svg, video')
		);
		const name = (element: HTMLElement) =>
			`${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? '').trim().slice(0, 24)}”`;
		const hasText = (element: HTMLElement) =>
			[...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
		const small = shown
			.filter(hasText)
			.filter((element) => parseFloat(getComputedStyle(element).fontSize) < 18)
			.map((element) => `text of ${getComputedStyle(element).fontSize}: ${name(element)}`);
		const narrow = shown
			.filter((element) => element.matches('button, a, select, input:not([type=hidden])'))
			.filter((element) => {
				const { width, height } = element.getBoundingClientRect();
				return Math.min(width, height) < 44;
			})
			.map((element) => {
				const { width, height } = element.getBoundingClientRect();
				return `target of ${Math.round(width)} × ${Math.round(height)}: ${name(element)}`;
			});
		const wide = (document.scrollingElement?.scrollWidth ?? 0) > innerWidth ? ['wider than the screen'] : [];
		return [...new Set([...small, ...narrow, ...wide])];
	});
}
