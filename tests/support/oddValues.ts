/**
 * The one list of odd values: what people, programs and attackers put where a server expects something else. Every
 * door is tried with every one of them: each field of the API (tests/api/oddValues.test.ts) and of the forms.
 */

export interface OddValue {
	/** Names the cell in a test's output. */
	name: string;
	value: unknown;
}

export interface OddText extends OddValue {
	value: string;
}

const text = (name: string, value: string): OddText => ({ name, value });

/** What JSON can hold and a form cannot: half a surrogate travels as `\ud800` and arrives as it is. */
const notUnicode: OddText[] = [
	text('high half of a surrogate pair', 'a\ud800b'),
	text('low half of a surrogate pair', '\udc00'),
	text('surrogate pair the wrong way round', '\udc00\ud800')
];

/** Text that every door can carry: JSON, a form's field, a query (percent-encoded), a cell of CSV. */
export const ODD_TEXTS: readonly OddText[] = [
	text('empty', ''),
	text('a blank', ' '),
	text('blanks of many kinds', ' \t\u00a0\u2003\u3000'),
	text('zero-width characters only', '\u200b\u200d\ufeff'),
	text('NUL', '\u0000'),
	text('NUL inside', 'a\u0000b'),
	text('lone CR', 'a\rb'),
	text('CR LF', 'a\r\nX-Odd: 1'),
	text('vertical tab, form feed, escape', '\u000b\u000c\u001b[2J'),
	text('line and paragraph separator', 'a\u2028b\u2029c'),
	text('next line', 'a\u0085b'),
	text('right-to-left override', '\u202eanna\u202c'),
	text('isolates left open', '\u2066\u2067a'),
	text('replacement character', '\ufffd'),
	text('not a character', '\uffff\ufdd0'),
	text('beyond the basic plane', '🏃🏽‍♀️'),
	text('combining marks without end', `a${'\u0301'.repeat(200)}`),
	text('full-width digits', '１２'),
	text('Arabic digits', '٣٤'),
	text('other minus sign', '−1'),
	text('zero', '0'),
	text('minus zero', '-0'),
	text('minus one', '-1'),
	text('a fraction', '1.5'),
	text('a decimal comma', '1,5'),
	text('2^31', '2147483648'),
	text('below -2^31', '-2147483649'),
	text('2^53', '9007199254740992'),
	text('2^63', '9223372036854775808'),
	text('1e308', '1e308'),
	text('1e999', '1e999'),
	text('hexadecimal', '0x10'),
	text('400 digits', '9'.repeat(400)),
	text('NaN', 'NaN'),
	text('Infinity', 'Infinity'),
	text('null', 'null'),
	text('undefined', 'undefined'),
	text('true', 'true'),
	text('__proto__', '__proto__'),
	text('constructor', 'constructor'),
	text('prototype', 'prototype'),
	text('toString', 'toString'),
	text('hasOwnProperty', 'hasOwnProperty'),
	text('date of year 0', '0000-01-01'),
	text('date of year 1', '0001-01-01'),
	text('date before 1900', '1899-12-31'),
	text('date after 2200', '2200-01-02'),
	text('last date of four digits', '9999-12-31'),
	text('date of six digits', '+275760-09-13'),
	text('date of no month', '2018-00-10'),
	text('30 February', '2018-02-30'),
	text('29 February of no leap year', '1900-02-29'),
	text('date with one digit', '2018-6-1'),
	text('instant of year 0', '0000-01-01T00:00:00Z'),
	text('instant that an offset takes before year 0', '0000-01-01T00:00:00+14:00'),
	text('instant that an offset takes beyond year 9999', '9999-12-31T23:59:59-14:00'),
	text('instant that an offset takes before 1900', '1900-01-01T00:00:00+14:00'),
	text('instant that an offset takes beyond 2200', '2200-01-01T00:00:00-14:00'),
	text('instant of an impossible offset', '2018-06-10T10:00:00+99:99'),
	text('leap second', '2016-12-31T23:59:60Z'),
	text('hour 24', '2018-06-10T24:00:00Z'),
	text('instant without an offset', '2018-06-10T10:00:00'),
	text('instant of nine fractions', '2018-06-10T10:00:00.123456789Z'),
	text('epoch seconds', '1528614000'),
	text('time of day beyond the day', '25:61:61'),
	text('an unknown zone', 'Mars/Olympus'),
	text('a zone of an offset', '+99:99'),
	text('UUID of zeros', '00000000-0000-0000-0000-000000000000'),
	text('UUID of Fs', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'),
	text('UUID cut short', '00000000-0000-4000-8000-00000000000'),
	text('UUID in braces', '{00000000-0000-4000-8000-000000000000}'),
	text('UUID that names nobody', '00000000-0000-4000-8000-000000000001'),
	text('a single quote', "'"),
	text('SQL', "'; DROP TABLE event; --"),
	text('percent and underscore', '%_%'),
	text('backslash', '\\'),
	text('backslash at the end', 'a\\'),
	text('a percent encoding of NUL', '%00'),
	text('a broken percent encoding', '%E0%A4%A'),
	text('a percent encoding of half a surrogate', '%ED%A0%80'),
	text('two dots', '..'),
	text('a path upwards', '../../etc/passwd'),
	text('slashes', '//example.org/'),
	text('markup', '<script>alert(1)</script>'),
	text('braces', '{{7*7}}${7*7}'),
	text('JSON', '{"a":[]}'),
	text('a formula', '=HYPERLINK("http://example.org")'),
	text('a formula behind a line feed', '\n=1+1'),
	text('quote left open', '"'),
	text('comma and semicolon', ',;'),
	text('a URL of a script', 'javascript:alert(1)'),
	text('an address with a line', 'a@example.org\nBcc: b@example.org'),
	text('two addresses', 'a@example.org,b@example.org'),
	text('very long', 'x'.repeat(20_000)),
	text('very long beyond ASCII', 'ș'.repeat(20_000)),
	text('many lines', 'x\n'.repeat(5_000)),
	text('many names', Array.from({ length: 1000 }, (_, i) => `n${i}`).join(','))
];

/** For text fields of JSON. */
export const ODD_JSON_TEXTS: readonly OddText[] = [...ODD_TEXTS, ...notUnicode];

const wrap = (levels: number): unknown => {
	let value: unknown = [];
	for (let level = 0; level < levels; level++) value = [value];
	return value;
};

/** For any field of JSON: odd text, odd numbers, other types, odd keys. */
export const ODD_JSON_VALUES: readonly OddValue[] = [
	...ODD_JSON_TEXTS,
	{ name: 'null', value: null },
	{ name: 'true', value: true },
	{ name: 'false', value: false },
	{ name: 'number 0', value: 0 },
	{ name: 'number -1', value: -1 },
	{ name: 'number 1.5', value: 1.5 },
	{ name: 'number 1e-320', value: 1e-320 },
	{ name: 'number 2^31-1', value: 2 ** 31 - 1 },
	{ name: 'number 2^31', value: 2 ** 31 },
	{ name: 'number -2^31-1', value: -(2 ** 31) - 1 },
	{ name: 'number 2^53', value: 2 ** 53 },
	{ name: 'number 2^63', value: 2 ** 63 },
	{ name: 'number 1e308', value: 1e308 },
	{ name: 'number -1e308', value: -1e308 },
	{ name: 'largest instant of JavaScript', value: 8.64e15 },
	{ name: 'beyond the largest instant', value: 8.64e15 + 1 },
	{ name: 'empty list', value: [] },
	{ name: 'list of null', value: [null] },
	{ name: 'list of half a surrogate', value: ['\ud800'] },
	{ name: 'list of many', value: Array.from({ length: 300 }, () => 'x') },
	{ name: 'list in lists', value: wrap(20) },
	{ name: 'empty object', value: {} },
	{ name: 'object with __proto__', value: JSON.parse('{"__proto__":{"admin":true}}') as unknown },
	{ name: 'object with constructor', value: { constructor: { prototype: { admin: true } } } },
	{ name: 'object with toString', value: { toString: 1, valueOf: null } },
	{ name: 'object with NUL as a key', value: { '\u0000': 1 } },
	{ name: 'object with half a surrogate as a key', value: { '\ud800': 1 } }
];

/** JSON that `JSON.stringify` does not write: put in place of a value, as it stands. */
export const ODD_JSON_SOURCES: readonly { name: string; source: string }[] = [
	{ name: 'source -0', source: '-0' },
	{ name: 'source 1e999', source: '1e999' },
	{ name: 'source of 400 digits', source: '9'.repeat(400) },
	{ name: 'source NaN', source: 'NaN' },
	{ name: 'source of a key twice', source: '{"a":1,"a":2}' },
	{ name: 'source of an escaped __proto__', source: '{"\\u005f_proto__":1}' }
];

/** Percent-encoded text for a path or a query, also what `encodeURIComponent` cannot write. */
export const ODD_ENCODED: readonly OddText[] = [
	...ODD_TEXTS.filter(({ value }) => value.length < 2_000).map(({ name, value }) => ({
		name,
		value: encodeURIComponent(value)
	})),
	text('encoded half of a surrogate pair', '%ED%A0%80'),
	text('encoding cut short', '%E0%A4%A'),
	text('a percent alone', '%'),
	text('a byte that is no UTF-8', '%FF'),
	text('NUL in an overlong form', '%C0%80'),
	text('a long path', 'x'.repeat(4_000))
];

/** For headers that hold text, such as If-Match and Last-Event-ID: as HTTP can carry it. */
export const ODD_HEADERS: readonly OddText[] = [
	text('empty', ''),
	text('star', '*'),
	text('quote left open', '"'),
	text('weak', 'W/"x"'),
	text('many tags', Array.from({ length: 500 }, (_, i) => `"${i}"`).join(', ')),
	text('commas', ',,,,'),
	text('bytes beyond ASCII', '\u00ff\u00fe'),
	text('minus one', '-1'),
	text('2^63', '9223372036854775808'),
	text('1e308', '1e308'),
	text('NaN', 'NaN'),
	text('__proto__', '__proto__'),
	text('a broken percent encoding', '%E0%A4%A'),
	text('1:-1', '1:-1'),
	text('very long', 'x'.repeat(4_000))
];
