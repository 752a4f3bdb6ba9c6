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

/**
 * Starts the first race of the page, and moves its gun to some minutes before: a race is run within one test. Of an event
 * that is not today the page asks whether it is meant.
 */
export async function startMinutesAgo(desk: Page, minutes: number): Promise<void> {
	await desk.getByRole('button', { name: 'Start the race now' }).first().click();
	const yes = desk.getByRole('button', { name: 'Yes, start as of' });
	await expect(async () => {
		// A press at once on what has just come under the finger does not count.
		if (await yes.isVisible()) await yes.click();
		await expect(desk.getByRole('timer').first()).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 20_000 });
	await desk.getByText('Set the gun time').first().click();
	const gun = desk.getByLabel('Gun', { exact: true }).first();
	await gun.fill(minutesBefore(await gun.inputValue(), minutes));
	await desk.getByRole('button', { name: 'Save the gun time' }).first().click();
	await expect(desk.getByRole('timer').first()).toContainText(new RegExp(`0:(${minutes - 1}|${minutes}):`));
}

/** A time of day `h:mm:ss.sss`, some minutes earlier. */
function minutesBefore(clock: string, minutes: number): string {
	const [hours = 0, minute = 0, seconds = 0] = clock.split(':').map(Number);
	const total = (hours * 60 + minute - minutes + 1440) % 1440;
	return `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}:${seconds.toFixed(3).padStart(6, '0')}`;
}
