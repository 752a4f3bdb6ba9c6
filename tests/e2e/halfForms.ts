/** A form on each page of the desk, filled in half, with what tells that its act is done. */
import type { Locator, Page } from '@playwright/test';
import type { BuiltServer } from '../support/builtServer.ts';
import { call } from '../support/raceTraffic.ts';
import { EVENT } from './stage.ts';

export interface Half {
	path: string;
	/** Opens what is folded and fills in half of a form; answers the fields with what was typed, and its button. */
	fill(page: Page): Promise<{ typed: [Locator, string][]; button: Locator }>;
	/** What is said, or to be seen, once the act is done; null: another page. */
	done: string | RegExp | ((page: Page) => Locator) | null;
	/** Asks the server by itself from time to time. */
	reloads?: boolean;
}

const runnersPage = async (server: BuiltServer): Promise<string> => {
	const list = await call<{ items: { id: string; bib: string | null }[] }>(
		server.url,
		`/events/${EVENT}/participants?q=801`
	);
	return `/${EVENT}/participants/${list.items.find(({ bib }) => bib === '801')?.id}`;
};

/** By the name of the page; an organiser’s session is needed. */
export const halfForms = (server: BuiltServer): Record<string, Half | (() => Promise<Half>)> => ({
	'race day': {
		path: `/${EVENT}`,
		reloads: true,
		done: /is public/,
		fill: async (page) => {
			const note = page.getByLabel('Note for readers').first();
			await page.getByText('Set the gun time').first().click();
			const gun = page.locator('input[name=time]').first();
			return typing(
				[
					[gun, '10:00:17'],
					[note, 'first look']
				],
				page.getByRole('button', { name: 'Publish as provisional' })
			);
		}
	},
	participant: async () => ({
		path: await runnersPage(server),
		done: 'Saved',
		fill: async (page) => {
			const part = page.locator('details').filter({ has: page.locator('#club') });
			await part.locator('summary').click();
			return typing([[page.locator('#club'), 'Club of the north']], part.locator('button[type=submit]'));
		}
	}),
	phones: {
		path: `/${EVENT}/phones`,
		reloads: true,
		done: (page) => page.locator('[data-pairing-url]'),
		fill: (page) =>
			typing([[page.locator('#device'), 'finish-left']], page.locator('form[action="?/pair"] button'))
	},
	matching: {
		path: `/${EVENT}/matching?view=all`,
		done: /Decisions recorded/,
		fill: async (page) => {
			const row = page.locator('[data-row]').filter({ hasText: '801' });
			await row.locator('summary').first().click();
			const value = row.locator('[name=value]');
			return typing([[value, '10:20:30']], row.locator('button[value=time]'));
		}
	},
	results: {
		path: `/${EVENT}/results`,
		done: /share/,
		fill: async (page) => {
			await page.locator('summary', { has: page.locator('#dead-heat') }).click();
			return typing(
				[
					[page.locator('#bibs'), '901, 902'],
					[page.locator('form[action="?/deadHeat"] [name=why]').first(), 'side by side']
				],
				page.locator('form[action="?/deadHeat"] button[type=submit]').last()
			);
		}
	},
	decisions: {
		path: `/${EVENT}/decisions`,
		done: 'The decision is taken back.',
		fill: async (page) => {
			const ruling = page.locator('li').filter({ hasText: 'DQ' });
			await ruling.locator('summary').first().click();
			const why = ruling.locator('[name=why]').first();
			return typing([[why, 'it was somebody else']], ruling.locator('button[type=submit]').last());
		}
	},
	aliases: {
		path: `/${EVENT}/participants/aliases`,
		done: /eleased/,
		fill: async (page) => {
			const box = page.getByRole('checkbox', { name: 'Fulger' });
			await box.check();
			return { typed: [], button: page.locator('form[action="?/release"] button:not([formaction])').first() };
		}
	},
	keys: {
		path: '/keys',
		done: /Scoreboard/,
		fill: (page) =>
			typing([[page.locator('#name'), 'Scoreboard']], page.locator('form[action="?/make"] button'))
	},
	'the import of participants': {
		path: `/${EVENT}/participants/import`,
		done: null,
		fill: (page) =>
			typing(
				[[page.locator('#text'), 'name\tbib\nRunner 811\t811']],
				page.getByRole('button', { name: /Check/ })
			)
	},
	'the import of reads': {
		path: `/${EVENT}/results/import`,
		done: null,
		fill: (page) =>
			typing([[page.locator('#text'), '801\t24:31']], page.getByRole('button', { name: /Check/ }))
	}
});

async function typing(typed: [Locator, string][], button: Locator) {
	for (const [field, text] of typed) await field.fill(text);
	return { typed, button };
}
