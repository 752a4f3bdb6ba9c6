/** Finds Chromium, or installs Debian's, or says clearly what is missing. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
	process.env.CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];

export const chromiumPath = (): string | undefined => PLACES.find((place) => place && existsSync(place));

/** @throws Error that tells what to install. */
export function findOrInstallChromium(): string {
	const found = chromiumPath();
	if (found) return found;
	if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
		console.log('Chromium is missing: installing Debian’s package …');
		spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
		spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore' });
	}
	const installed = chromiumPath();
	if (installed) return installed;
	throw new Error(
		'The browser tests need Chromium. Install it (Debian and Ubuntu: sudo apt-get install chromium), or set CHROMIUM to the path of a Chrome or Chromium.'
	);
}

/** Arguments that every test browser gets; Chromium refuses to start its sandbox as root. */
export const chromiumArguments = [
	...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
	'--ignore-certificate-errors',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run'
];
