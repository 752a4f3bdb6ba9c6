/**
 * Finish tokens: numbered QR cards, handed out in order at the line and read together with the bib. Their QR holds an
 * address that ends in `/T/` and the number, in capitals, so that a phone tells them from bibs (`/B/`).
 */
/** Six digits are read from the code and off the card. */
export const LARGEST_FINISH_TOKEN = 999_999;
const TYPED = /^T0*([1-9][0-9]{0,5})$/;
const ADDRESS = /\/T\/([0-9]{1,6})\/?$/;

/** The text of a token's QR. `origin` without a slash at the end; `number` 1 to 999,999. */
export const finishTokenAddress = (origin: string, number: number): string =>
	`${origin}/T/${number}`.toUpperCase();

/** The number in what a camera read, whatever the host; null when it is no finish token. */
export function finishTokenIn(read: string): number | null {
	const digits = ADDRESS.exec(read.trim().toUpperCase())?.[1];
	const number = digits === undefined ? 0 : Number(digits);
	return number > 0 ? number : null;
}

/** The number of a token as people type it, `T31`; null when it is none. */
export function typedFinishToken(typed: string): number | null {
	const digits = TYPED.exec(typed.toUpperCase())?.[1];
	return digits === undefined ? null : Number(digits);
}
