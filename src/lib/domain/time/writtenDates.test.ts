import { describe, expect, test } from 'vitest';
import {
	writtenAppointment,
	writtenClock,
	writtenDate,
	writtenDay,
	writtenMoment,
	writtenMonth,
	writtenWhen
} from './writtenDates.ts';

const timeZone = 'Europe/Chisinau';
/** Sunday 6 December 2026, 16:39:07.120 in Chișinău. */
const AFTERNOON = Date.parse('2026-12-06T16:39:07.120+02:00');

describe.each([
	['en', 'Sunday 6 December 2026', '6 December 2026, 16:39:07', 'Sunday 6 December at 16:39'],
	['ro', 'Duminică, 6 decembrie 2026', '6 decembrie 2026, 16:39:07', 'duminică, 6 decembrie, la 16:39'],
	['ru', 'Воскресенье, 6 декабря 2026', '6 декабря 2026, 16:39:07', 'воскресенье, 6 декабря, в 16:39']
])('in %s', (locale, day, moment, appointment) => {
	test('day stands before month, and a day has 24 hours', () => {
		expect(writtenDay('2026-12-06', locale)).toBe(day);
		expect(writtenMoment(AFTERNOON, { timeZone, locale })).toBe(moment);
		expect(writtenAppointment(AFTERNOON, { timeZone, locale })).toBe(appointment);
	});
});

test('a date is as precise as it is given', () => {
	expect(['2018-06-10', '2018-06', '2018'].map((date) => writtenDate(date, 'en'))).toEqual([
		'10 June 2018',
		'June 2018',
		'2018'
	]);
	expect(['2018-06-10', '2018-06'].map((date) => writtenDate(date, 'ru'))).toEqual([
		'10 июня 2018',
		'июнь 2018'
	]);
});

test('a plate has three letters of the month', () => {
	expect(['en', 'ro', 'ru'].map((locale) => writtenMonth('2018-09-10', locale))).toEqual([
		'Sep',
		'sep',
		'сен'
	]);
});

test('the clock is that of the zone, as exact as asked', () => {
	expect(writtenClock(AFTERNOON, { timeZone })).toBe('16:39');
	expect(writtenClock(AFTERNOON, { timeZone, to: 'second' })).toBe('16:39:07');
	expect(writtenClock(AFTERNOON, { timeZone, to: 'millisecond' })).toBe('16:39:07.120');
	expect(writtenClock(AFTERNOON, { timeZone: 'America/New_York' })).toBe('09:39');
});

test('midnight is 00:00 of the new day', () => {
	const midnight = Date.parse('2026-12-07T00:00:00+02:00');
	expect(writtenMoment(midnight, { timeZone, locale: 'en' })).toBe('7 December 2026, 00:00:00');
});

describe('an answer to "when?" bends the day as the language does', () => {
	const week = (locale: string) =>
		Array.from({ length: 7 }, (_, day) =>
			writtenWhen(Date.parse('2026-11-30T09:00:00+02:00') + day * 86_400_000, { timeZone, locale })
		);

	test('in Russian', () => {
		expect(week('ru')).toEqual([
			'в понедельник, 30 ноября, в 09:00',
			'во вторник, 1 декабря, в 09:00',
			'в среду, 2 декабря, в 09:00',
			'в четверг, 3 декабря, в 09:00',
			'в пятницу, 4 декабря, в 09:00',
			'в субботу, 5 декабря, в 09:00',
			'в воскресенье, 6 декабря, в 09:00'
		]);
	});

	test('in Romanian and English', () => {
		expect(week('ro')[1]).toBe('marți, 1 decembrie, la 09:00');
		expect(week('en')[1]).toBe('on Tuesday 1 December at 09:00');
	});
});
