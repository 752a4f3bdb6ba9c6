/** A self-signed certificate for localhost, made with openssl as README's race-day guide does it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export async function certificate(): Promise<{ cert: string; key: string }> {
	const folder = join('test-results', 'certificate');
	const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
	if (existsSync(files.cert)) return files;
	mkdirSync(folder, { recursive: true });
	execFileSync(
		'openssl',
		[
			'req',
			'-x509',
			'-newkey',
			'ec',
			'-pkeyopt',
			'ec_paramgen_curve:prime256v1',
			'-nodes',
			'-days',
			'7',
			'-subj',
			'/CN=localhost',
			'-addext',
			'subjectAltName=DNS:localhost,IP:127.0.0.1',
			'-keyout',
			files.key,
			'-out',
			files.cert
		],
		{ stdio: 'pipe' }
	);
	return files;
}
