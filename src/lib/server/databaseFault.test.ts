import { describe, expect, test } from 'vitest';
import { databaseFaultOf } from './databaseFault.ts';
import { DatabaseUnavailable } from './database/databaseUnavailable.ts';

const withFacts = (facts: object, message = 'broken'): Error => Object.assign(new Error(message), facts);

describe('unavailable', () => {
	test.each([
		['Prisma cannot reach it', withFacts({ code: 'P1001' })],
		['Prisma waited for a connection in vain', withFacts({ code: 'P2024' })],
		['no transaction began in time', withFacts({ code: 'P2028' })],
		['the disk is full', withFacts({ code: '53100', severity: 'ERROR' })],
		['it is shutting down', withFacts({ code: '57P01' })],
		['it is starting', withFacts({ code: '57P03' })],
		['the connection is lost', withFacts({ code: '08006' })],
		['nobody listens', withFacts({ code: 'ECONNREFUSED', syscall: 'connect' })],
		['the socket’s file is gone', withFacts({ code: 'ENOENT', syscall: 'connect' })],
		[
			'the socket’s file, as Prisma says it',
			withFacts({ code: 'ENOENT' }, 'Invalid invocation:\n\nconnect ENOENT /x')
		],
		['the driver’s words', withFacts({}, 'Connection terminated unexpectedly')],
		['several addresses were tried', new AggregateError([withFacts({ code: 'ECONNREFUSED' })])],
		['our own', new DatabaseUnavailable('gone')],
		[
			'inside Prisma’s error',
			withFacts({
				code: 'P2010',
				meta: { driverAdapterError: withFacts({ cause: { kind: 'ConnectionClosed' } }) }
			})
		],
		['as a cause', new Error('outer', { cause: withFacts({ originalCode: '53100', kind: 'postgres' }) })]
	])('%s', (_name, error) => {
		expect(databaseFaultOf(error)).toBe('unavailable');
	});
});

describe('a value that the door let through', () => {
	test.each([
		['NUL in a text', withFacts({ code: '22021' })],
		['a number beyond the column', withFacts({ code: 'P2020' })],
		['an id that is no UUID', withFacts({ code: 'P2023' })],
		['a rule of a table', withFacts({ code: '23514' })],
		[
			'inside Prisma’s error',
			withFacts({ code: 'P2010', meta: { driverAdapterError: { cause: { kind: 'ValueOutOfRange' } } } })
		]
	])('%s', (_name, error) => {
		expect(databaseFaultOf(error)).toBe('value');
	});
});

describe('neither', () => {
	test.each([
		['a bug in our code', new TypeError('x is not a function')],
		['a statement that is wrong', withFacts({ code: '42601' })],
		['a file that is missing', withFacts({ code: 'ENOENT', syscall: 'open' })],
		['no error at all', null],
		['text', 'P1001']
	])('%s', (_name, error) => {
		expect(databaseFaultOf(error)).toBeNull();
	});

	test('an error that holds itself ends', () => {
		const error = withFacts({});
		error.cause = error;
		expect(databaseFaultOf(error)).toBeNull();
	});
});
