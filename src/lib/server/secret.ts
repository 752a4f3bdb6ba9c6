/** Secrets handed out once (links, keys, tokens, pairing codes) and what is stored of them. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { bibCodeOf } from '#lib/domain/bibs/bibCode.ts';

/** Random bits as base64url: 128 bits are 22 characters. */
export const newSecret = (bits = 128): string => randomBytes(bits / 8).toString('base64url');

/** SHA-256 in hex. Enough for secrets of 128 random bits, which cannot be guessed from a list. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Compares two secrets of any length in constant time. */
export const sameSecret = (a: string, b: string): boolean =>
	timingSafeEqual(Buffer.from(hashSecret(a)), Buffer.from(hashSecret(b)));

/** The code of a new bib's QR. It opens nothing personal, so it is stored as it is. */
export const newBibCode = (): string => bibCodeOf(randomBytes(10));
