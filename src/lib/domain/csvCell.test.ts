import { expect, test } from 'vitest';
import { readCell, writtenCell } from './csvCell.ts';

const risky = [
	'=1+1',
	'+run',
	'-',
	'@club',
	'\tTab',
	'\r=x',
	'\nx',
	' =x',
	' \n\u00A0-x',
	'\u200B@x',
	'＝x',
	"'=x",
	"''+x"
];

test.each(risky)('%j begins with an apostrophe, and is read as it was', (text) => {
	expect(writtenCell(text)).toBe(`'${text}`);
	expect(readCell(writtenCell(text))).toBe(text);
});

test.each(['', 'Ana', "O'Neil", "'t Hooft", "''", '1-2', 'a=b', 'Ana\nMaria'])(
	'%j is written and read as it is',
	(text) => {
		expect(writtenCell(text)).toBe(text);
		expect(readCell(text)).toBe(text);
	}
);

test('blanks around what others wrote do not count', () => {
	expect(readCell('  Ana ')).toBe('Ana');
	expect(readCell(' =x')).toBe('=x');
});
