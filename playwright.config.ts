import { defineConfig } from '@playwright/test';
import { chromiumArguments, chromiumPath } from './tests/support/chromium.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/browser',
	globalSetup: './tests/support/globalSetup.ts',
	fullyParallel: false,
	workers: 1,
	timeout: 120_000,
	expect: { timeout: 10_000 },
	reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
	use: {
		ignoreHTTPSErrors: true,
		locale: 'en-GB',
		timezoneId: 'Europe/Chisinau',
		viewport: { width: 1280, height: 800 },
		actionTimeout: 15_000,
		navigationTimeout: 60_000,
		// A trace kept just in case costs an eighth of every test; `--trace on` makes one of a test that failed.
		trace: 'off',
		screenshot: 'only-on-failure',
		launchOptions: { executablePath: chromiumPath(), args: chromiumArguments }
	}
});
