import { networkInterfaces } from 'node:os';

/** IPv4 addresses under which other devices on the network reach this machine. */
export function localAddresses(): string[] {
	return Object.values(networkInterfaces())
		.flatMap((entries) => entries ?? [])
		.filter((entry) => entry.family === 'IPv4' && !entry.internal)
		.map((entry) => entry.address);
}
