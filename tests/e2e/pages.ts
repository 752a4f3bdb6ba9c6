/** What a person does on the pages, by what the pages say, so that several tests tell it in the same words. */
import { expect, type Page } from '@playwright/test';

export interface Runner {
	language: 'en' | 'ro' | 'ru';
	name: string;
	javaScript: boolean;
}

export async function becomeOwner(
	page: Page,
	{ url, setupPath }: { url: string; setupPath: string }
): Promise<void> {
	await page.goto(url + setupPath);
	await page.getByLabel('Your name').fill('Owner');
	await page.getByLabel('E-mail').fill('owner@example.org');
	await page.getByLabel('Password').fill('a few words in a row');
	await page.getByRole('button', { name: 'Create the account' }).click();
	await expect(page).toHaveURL(/\/organise$/);
}

/** Fills in the form by the ids of its fields, which are the same in every language; answers the bib's number. */
export async function register(
	page: Page,
	{ url, event, runner, race }: { url: string; event: string; runner: Runner; race?: string }
): Promise<string> {
	const prefix = runner.language === 'en' ? '' : `/${runner.language}`;
	await page.goto(`${url}${prefix}/e/${event}/register`);
	// Asked where there are several.
	if (race) await page.locator(`input[name=race][value='${race}']`).check();
	await page.locator('#name').fill(runner.name);
	await page.locator('input[name=sex][value=F]').check();
	await page.locator('[name=birthDay]').fill('27');
	await page.locator('[name=birthMonth]').fill('3');
	await page.locator('[name=birthYear]').fill('1990');
	await page.locator('#email').fill(`${runner.name.replace(' ', '.').toLowerCase()}@example.org`);
	await page.locator('input[name=visibility][value=name]').check();
	await page.locator('input[name=terms]').check();
	await page.locator('main form button').last().click();
	await expect(page).toHaveURL(new RegExp(`${prefix}/me(\\?new)?$`));
	const bib = await page.locator('[data-bib]').first().getAttribute('data-bib');
	expect(bib).toBeTruthy();
	return bib ?? '';
}
