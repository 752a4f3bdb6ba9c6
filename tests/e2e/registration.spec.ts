/** Registration as a runner meets it, with scripts and without, on the built server. */
import { expect, test, type Page } from '@playwright/test';
import { secretLinkIn } from '../support/keptMails.ts';
import { serverOfFile } from './serverOfFile.ts';

const server = serverOfFile();

async function fillIn(page: Page, runner: { name: string; email: string; year?: string }): Promise<void> {
	await page.locator('#name').fill(runner.name);
	await page.locator('input[name=sex][value=unsaid]').check();
	await page.locator('#birthDay').fill('27');
	await page.locator('#birthMonth').fill('3');
	await page.locator('#birthYear').fill(runner.year ?? '1990');
	await page.locator('#email').fill(runner.email);
	await page.locator('#terms').check();
}
const submit = (page: Page) => page.locator('form button.button-tape').click();

for (const scripts of ['with', 'without'] as const)
	test.describe(`${scripts} JavaScript`, () => {
		test.use({ javaScriptEnabled: scripts === 'with' });

		test('a runner puts faults right, gets a bib, changes the entry and cancels it', async ({ page }) => {
			const name = `Ștefan ${scripts}`;
			await page.goto(`${server.url}/ro/e/practice/register`);
			await submit(page);
			await expect(page.getByRole('alert')).toBeFocused();
			await expect(page).toHaveTitle(/^Eroare: /);
			await page.getByRole('alert').getByRole('link', { name: 'Scrieți prenumele și numele' }).click();
			await expect(page.locator('#name')).toBeFocused();

			await fillIn(page, { name, email: 'not-an-address' });
			await submit(page);
			await expect(page.getByRole('alert').getByRole('link')).toHaveText([
				'Scrieți o adresă de e-mail precum nume@example.org'
			]);
			await expect(page.locator('#name')).toHaveValue(name);
			await expect(page.locator('#terms')).toBeChecked();

			await page.locator('#email').fill(`${scripts}@example.org`);
			await submit(page);
			await expect(page).toHaveURL(/\/ro\/me\?new$/);
			await expect(page.getByRole('img', { name: /^Codul QR/ })).toBeVisible();
			await expect(page.getByText('dosarul „outbox”')).toBeVisible();

			await page.locator('#photos').check();
			await page.getByRole('button', { name: 'Salvați modificările' }).click();
			await expect(page.getByText('Modificările sunt salvate.')).toBeInViewport();
			await expect(page.locator('#photos')).toBeChecked();

			await page.getByRole('link', { name: 'Renunț la înscriere' }).click();
			await page.getByRole('button', { name: 'Da, renunț la înscriere' }).click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ați renunțat la înscriere');
			await page.goto(`${server.url}/ro/me`);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pagina dvs.');
		});

		test('a minor needs a guardian', async ({ page }) => {
			await page.goto(`${server.url}/e/practice/register`);
			await fillIn(page, { name: `Minor ${scripts}`, email: 'minor@example.org', year: '2014' });
			await submit(page);
			await expect(page.getByRole('alert').getByRole('link')).toHaveCount(2);
			await page.locator('#guardianName').fill('Maria');
			await page.locator('#guardianConsent').check();
			await submit(page);
			await expect(page).toHaveURL(/\/me\?new$/);
			await expect(page.locator('#nextYearMail')).toHaveCount(0);
		});

		test('the link asked for leads back in, and who registers a second time is entered like anybody', async ({
			page,
			browser
		}) => {
			const runner = { name: `Twice ${scripts}`, email: `twice-${scripts}@example.org` };
			await page.goto(`${server.url}/ru/e/practice/register`);
			await fillIn(page, runner);
			await submit(page);
			await expect(page).toHaveURL(/\/ru\/me\?new$/);
			await page.goto(`${server.url}/ru/e/practice/link`);
			await page.locator('#email').fill(runner.email);
			await page.getByRole('button', { name: 'Прислать мне ссылку' }).click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText('Проверьте почту');

			const other = await browser.newPage({ javaScriptEnabled: scripts === 'with' });
			const link = await secretLinkIn(server, {
				subject: 'Ваша секретная ссылка',
				email: runner.email
			});
			await other.goto(link);
			await expect(other.getByText(runner.name)).toHaveCount(0);
			await other.getByRole('button', { name: 'Открыть мою страницу' }).click();
			await expect(other).toHaveURL(`${server.url}/ru/me`);
			await expect(other.getByText(runner.name)).toBeVisible();
			await other.goto(link);
			await expect(other).toHaveURL(`${server.url}/ru/me`);
			await other.close();

			await page.goto(`${server.url}/ru/e/practice/register`);
			await fillIn(page, runner);
			await submit(page);
			await expect(page).toHaveURL(/\/ru\/me\?new$/);
		});
	});

test('a closed event says so and takes nothing', async ({ page }) => {
	await page.goto(`${server.url}/e/chisinau-2018/register`);
	await expect(page.getByText('Registration is closed')).toBeVisible();
	await expect(page.locator('form')).toHaveCount(0);
});

test('a bib that nobody knows has a friendly page', async ({ page }) => {
	const answer = await page.goto(`${server.url}/b/0000000000`);
	expect(answer?.status()).toBe(404);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('We do not know this bib');
});
