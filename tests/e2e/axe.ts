/** What axe-core finds on a page by the rules of WCAG 2.0, 2.1 and 2.2, levels A and AA. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** All rules, or those alone that a change of colours can break. */
export type AxeRules = 'all' | 'colours';

/** One line per element at fault, e.g. `color-contrast: #q – Element has insufficient colour contrast of …`. */
export async function axeFaults(page: Page, rules: AxeRules = 'all'): Promise<string[]> {
	// By the debugger's own door, which the content security policy does not close.
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
	const runOnly =
		rules === 'all'
			? { type: 'tag', values: TAGS }
			: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
	return page.evaluate(async (only) => {
		const { axe } = window as unknown as { axe: { run(options: unknown): Promise<AxeResults> } };
		const { violations } = await axe.run({
			runOnly: only,
			// Off by default, though it is the rule of 2.2 for small targets.
			rules: only.type === 'tag' ? { 'target-size': { enabled: true } } : {},
			resultTypes: ['violations']
		});
		return violations.flatMap(({ id, nodes }) =>
			nodes.map(({ target, failureSummary }) => {
				const why = (failureSummary ?? '').replaceAll(/\s+/g, ' ').replace(/^Fix \w+ of the following: /, '');
				return `${id}: ${target.join(' ')} – ${why}`;
			})
		);
	}, runOnly);
}
