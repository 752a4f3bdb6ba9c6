/**
 * A UUID (version 7: ordered by the time given, then random) for a read. `crypto.randomUUID` exists in secure contexts
 * only, and the keypad also has to work on plain http, so the random bits come from `getRandomValues`.
 */
export function newReadId(nowMs: number): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	const view = new DataView(bytes.buffer);
	view.setUint16(0, Math.floor(nowMs / 2 ** 32));
	view.setUint32(2, nowMs % 2 ** 32);
	bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
	bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
