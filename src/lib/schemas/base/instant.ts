/** An instant in an answer: RFC 3339 with milliseconds and the offset of the event's zone, see `formatInstant`. */
import { z } from 'zod';

export const WrittenInstantSchema = z.iso
	.datetime({ offset: true })
	.meta({ id: 'WrittenInstant', examples: ['2018-06-10T10:24:31.120+03:00'] });
