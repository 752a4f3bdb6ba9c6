import { expect, test } from 'vitest';
import { connectionOf } from './dump.ts';

test('the password of a connection is in no argument of a program', () => {
	expect(connectionOf('postgresql://run:p%40ss@db.example.org:5433/run?sslmode=require')).toEqual({
		database: 'postgresql://run@db.example.org:5433/run?sslmode=require',
		env: { PGPASSWORD: 'p@ss' }
	});
	expect(connectionOf('postgresql://run@localhost/run')).toEqual({
		database: 'postgresql://run@localhost/run',
		env: {}
	});
});
