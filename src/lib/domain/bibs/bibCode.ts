/**
 * The random code of a bib's QR: 10 characters of Crockford base 32 (50 random bits), e.g. `K7Q2M9XA4T`.
 * The QR holds an address that ends in `/B/` and the code, all in capitals (QR's dense alphanumeric mode).
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;
const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);
const ADDRESS = /\/B\/([0-9A-Z-]+)\/?$/;

/** One random byte a character, of which five bits are used. */
export function bibCodeOf(random: Uint8Array): string {
	let code = '';
	for (const byte of random.slice(0, LENGTH)) code += ALPHABET[byte % ALPHABET.length];
	return code;
}

/** What Crockford allows people to type: small letters, hyphens, I and L for 1, O for 0. Null when it is no code. */
export function toBibCode(typed: string): string | null {
	const code = typed.toUpperCase().replaceAll('-', '').replace(/[IL]/g, '1').replaceAll('O', '0');
	return CODE.test(code) ? code : null;
}

/** The code in what a camera read, whatever the host: the address may have changed after printing. */
export function bibCodeIn(read: string): string | null {
	const code = ADDRESS.exec(read.trim().toUpperCase())?.[1];
	return code === undefined ? null : toBibCode(code);
}

/** The text of the QR. `origin` without a slash at the end. */
export const bibAddress = (origin: string, code: string): string => `${origin}/B/${code}`.toUpperCase();
