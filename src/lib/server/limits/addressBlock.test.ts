import { expect, test } from 'vitest';
import { addressBlock } from './addressBlock.ts';

const same = (a: string, b: string) => addressBlock(a) === addressBlock(b);

test('an IPv4 address counts by itself', () => {
	expect(same('192.0.2.1', '192.0.2.1')).toBe(true);
	expect(same('192.0.2.1', '192.0.2.2')).toBe(false);
});

test.each(['::ffff:192.0.2.1', '::FFFF:c000:201', '0:0:0:0:0:ffff:192.0.2.1'])(
	'%s is the IPv4 address in another form',
	(mapped) => {
		expect(same(mapped, '192.0.2.1')).toBe(true);
		expect(same(mapped, '::ffff:192.0.2.2')).toBe(false);
	}
);

test('IPv6 addresses count by their /64, however they are written', () => {
	expect(same('2001:db8::1', '2001:0DB8:0:0:ffff:ffff:ffff:ffff')).toBe(true);
	expect(same('2001:db8::1', '2001:db8:0:1::1')).toBe(false);
	expect(same('fe80::1%eth0', 'fe80::2%wlan0')).toBe(true);
});

test.each(['', 'unknown', '192.0.2.1, 192.0.2.2', '<script>', '::1::2'])(
	'text that is no address counts as one: %j',
	(text) => expect(addressBlock(text)).toBe('unknown')
);
