/** Every CSV that we write comes from here, so that none holds a cell that a spreadsheet runs as a formula. */
import { stringify, type Options } from 'csv-stringify/sync';
import { writtenCell } from '#lib/domain/csvCell.ts';

/** Numbers stay numbers: one below zero is no formula. */
export const csvText = (records: readonly unknown[], options: Omit<Options, 'cast'>): string =>
	stringify([...records], { ...options, cast: { string: writtenCell } });
