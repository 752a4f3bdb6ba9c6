/** 32 hexadecimal digits by chance. `crypto.randomUUID` is kept from pages without https, such as a laptop's at the finish. */
export const newId = (): string =>
	[...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
