import ipaddr from 'ipaddr.js';

/**
 * What counts as one address: an IPv4 address, also where it comes as IPv6 (`::ffff:192.0.2.1`), and the /64 of an IPv6
 * address, since one household has all of it. Text that is no address counts as one.
 */
export function addressBlock(address: string): string {
	if (!ipaddr.isValid(address)) return 'unknown';
	const parsed = ipaddr.process(address);
	if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
	return parsed.parts
		.slice(0, 4)
		.map((part) => part.toString(16))
		.join(':');
}
