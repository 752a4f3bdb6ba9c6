import { describe, expect, test } from 'vitest';
import { previewReads, type ReadRules } from './readRows.ts';

const GUN = Date.parse('2018-06-10T10:00:00.000+03:00');
const rules = (given: Partial<ReadRules> = {}): ReadRules => ({
	date: '2018-06-10',
	timeZone: 'Europe/Chisinau',
	gunStartMs: GUN,
	checkpoint: 'finish',
	checkpoints: ['start', 'km-5', 'finish'],
	...given
});
const cells = (text: string, delimiter: string) => text.split('\n').map((line) => line.split(delimiter));
const sinceGun = (text: string, delimiter = ',', given: Partial<ReadRules> = {}) => {
	const preview = previewReads(cells(text, delimiter), rules(given));
	return preview.reads.map(({ bib, tag, atMs }) => [bib ?? tag, atMs - (given.gunStartMs ?? GUN)]);
};

describe('files of other systems', () => {
	test('bib<TAB>mm:ss without headings, hours where there are some', () => {
		const preview = previewReads(cells('40\t30:59\n62\t1:00:02\n', '\t'), rules());
		expect(preview).toMatchObject({ meaning: 'elapsed', headed: false, faults: [] });
		expect(preview.reads).toMatchObject([
			{ line: 1, bib: '40', tag: null, checkpoint: 'finish', atMs: GUN + 1_859_000, resolutionMs: 1000 },
			{ line: 2, bib: '62', atMs: GUN + 3_602_000 }
		]);
	});

	test('chip,time: long codes without headings are tags', () => {
		const text = '058003700A12,10:24:31.120\n058003700A13,10:24:32.5';
		const preview = previewReads(cells(text, ','), rules());
		expect(preview.meaning).toBe('time-of-day');
		expect(preview.reads).toMatchObject([
			{ tag: '058003700A12', bib: null, atMs: GUN + 1_471_120, resolutionMs: 1 },
			{ tag: '058003700A13', atMs: GUN + 1_472_500, resolutionMs: 100 }
		]);
	});

	test('chip,time with headings, and bib,time with headings', () => {
		expect(sinceGun('Chip,Time\n123,10:24:31')).toEqual([['123', 1_471_000]]);
		expect(previewReads(cells('Chip,Time\n123,10:24:31', ','), rules()).reads[0]).toMatchObject({
			tag: '123'
		});
		expect(sinceGun('bib,time\nf3,24:31')).toEqual([['F3', 1_471_000]]);
	});

	test('RunSignup: the clock time is the time since the gun, the chip time is left alone', () => {
		const text = 'Place,Bib,Name,Gender,Clock Time,Chip Time\n1,7,Runner,F,24:31.1,24:20.0';
		const preview = previewReads(cells(text, ','), rules());
		expect(preview).toMatchObject({ meaning: 'elapsed', headed: true });
		expect(preview.unknownHeadings).toEqual(['Place', 'Name', 'Gender', 'Chip Time']);
		expect(preview.reads).toMatchObject([{ bib: '7', atMs: GUN + 1_471_100, resolutionMs: 100 }]);
	});

	test('RACE RESULT: date and time in columns of their own, a timing point, a decoder', () => {
		const text = 'Transponder;Date;Time;TimingPoint;DecoderID\nABC12;2018-06-10;10:24:31.123;KM 5;D-5010';
		expect(previewReads(cells(text, ';'), rules()).reads).toEqual([
			{
				line: 2,
				bib: null,
				tag: 'ABC12',
				checkpoint: 'km-5',
				device: 'D-5010',
				atMs: GUN + 1_471_123,
				resolutionMs: 1
			}
		]);
	});

	test('Webscorer: tab text with a finish time since the gun', () => {
		expect(sinceGun('Place\tBib\tName\tTime\n1\t12\tRunner\t24:31.7', '\t')).toEqual([['12', 1_471_700]]);
	});

	test('dates before times in one cell, in the orders that are in use', () => {
		const text = [
			'bib,time',
			'1,2018-06-10 10:00:01',
			'2,10.06.2018 10:00:02',
			'3,6/10/2018 10:00:03 AM',
			'4,10/06/2018 10:00:04',
			'5,2018-06-10T07:00:05.000Z',
			'6,2018-06-10T10:00:06+03:00'
		].join('\n');
		expect(sinceGun(text).map(([, ms]) => ms)).toEqual([1000, 2000, 3000, 4000, 5000, 6000]);
	});

	test('seconds with decimals are elapsed', () => {
		expect(sinceGun('bib,elapsed\n7,1471.12')).toEqual([['7', 1_471_120]]);
	});
});

describe('what the times mean', () => {
	test('h:mm:ss before the gun’s time of day is elapsed, after it a time of day', () => {
		expect(sinceGun('7,1:10:00')).toEqual([['7', 4_200_000]]);
		expect(sinceGun('7,11:10:00')).toEqual([['7', 4_200_000]]);
	});

	test('the organiser may say otherwise', () => {
		const midnight = Date.parse('2018-06-10T00:05:00.000+03:00');
		const given = { gunStartMs: midnight, meaning: 'time-of-day' as const };
		expect(sinceGun('7,0:30:00', ',', given)).toEqual([['7', 1_500_000]]);
		expect(sinceGun('7,0:30:00', ',', { gunStartMs: midnight, meaning: 'elapsed' })).toEqual([
			['7', 1_800_000]
		]);
	});

	test('without a date a time after midnight belongs to the next day', () => {
		const gunStartMs = Date.parse('2018-06-10T22:00:00.000+03:00');
		expect(sinceGun('bib,time of day\n1,21:30:00\n2,23:59:59\n3,0:10:00', ',', { gunStartMs })).toEqual([
			['1', -1_800_000],
			['2', 7_199_000],
			['3', 7_800_000]
		]);
	});

	test('so it does without a gun, by the step back in the file', () => {
		const preview = previewReads(
			cells('bib,time of day\n1,23:59:00\n2,23:58:00\n3,0:01:00\n4,0:02:00', ','),
			rules({ gunStartMs: null })
		);
		const first = preview.reads[0]?.atMs ?? 0;
		expect(preview.reads.map(({ atMs }) => (atMs - first) / 60_000)).toEqual([0, -1, 2, 3]);
	});

	test('a dated time keeps its date', () => {
		expect(sinceGun('bib,date,time\n1,2018-06-11,10:00:00')).toEqual([['1', 86_400_000]]);
	});
});

describe('faults, row by row', () => {
	test('every row that cannot be used says why, the others are read', () => {
		const text = [
			'bib,time,location',
			'7,24:31,finish',
			',24:32,finish',
			'№7,24:33,finish',
			'8,,finish',
			'9,DNF,finish',
			'10,24:61,finish',
			'11,24:31,bridge',
			'',
			'7,24:31,finish',
			'12,24:35,'
		].join('\n');
		const preview = previewReads(cells(text, ','), rules());
		expect(preview.reads.map(({ line }) => line)).toEqual([2, 11]);
		expect(preview.faults).toEqual([
			{ line: 3, reason: 'no-runner', value: '' },
			{ line: 4, reason: 'bib-invalid', value: '№7' },
			{ line: 5, reason: 'no-time', value: '' },
			{ line: 6, reason: 'time-invalid', value: 'DNF' },
			{ line: 7, reason: 'time-invalid', value: '24:61' },
			{ line: 8, reason: 'checkpoint-unknown', value: 'bridge' },
			{ line: 10, reason: 'repeated', value: '7' }
		]);
	});

	test('elapsed times without a gun, and days that no calendar has', () => {
		expect(previewReads(cells('7,24:31', ','), rules({ gunStartMs: null })).faults).toEqual([
			{ line: 1, reason: 'gun-not-set', value: '24:31' }
		]);
		expect(previewReads(cells('bib,date,time\n7,31.04.2018,10:00:00', ','), rules()).faults).toEqual([
			{ line: 2, reason: 'date-invalid', value: '31.04.2018' }
		]);
	});

	test('an empty file has nothing in it', () => {
		expect(previewReads([], rules())).toMatchObject({ reads: [], faults: [] });
	});
});
