/** The environment, parsed once at start. An error names the variable, the value's fault and the rule. */
import { z } from 'zod';
import { hashSecret } from './secret.ts';

const flag = z
	.enum(['on', 'off'], { error: 'must be "on" or "off"' })
	.optional()
	.transform((value) => value ?? 'on');

const EnvSchema = z.object({
	/** Port to listen on. */
	PORT: z.coerce.number().int().min(0).max(65535).default(3000),
	/** Address to bind; every interface by default, since phones on the field come from other devices. */
	HOST: z.string().min(1).default('0.0.0.0'),
	/** The address that runners and phones use, e.g. https://run.example.org. Default: what the request says. */
	ORIGIN: z
		.url({ protocol: /^https?$/, error: 'must be an address such as https://run.example.org' })
		.optional(),
	/** A PostgreSQL server; without it the embedded database is used. */
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
		.optional(),
	/** Folder of the embedded database, the outbox of mails and the secrets made at first start. */
	DATA_DIR: z.string().min(1).default('./data'),
	/** Loads the two demo events on a first start. */
	DEMO: flag,
	/** smtp://user:password@host:port; without it mails are kept in DATA_DIR/outbox. */
	SMTP_URL: z
		.string()
		.regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
		.optional(),
	MAIL_FROM: z.string().default('Awareness Run <run@localhost>'),
	/** Certificate and key files (PEM): with both, https is served directly. */
	TLS_CERT: z.string().optional(),
	TLS_KEY: z.string().optional(),
	/** How many proxies in front may be believed about the client's address. */
	TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
	/** Live streams that one address may hold at once; beyond that the page asks every 30 s. */
	LIVE_STREAMS_PER_ADDRESS: z.coerce.number().int().min(1).max(100_000).default(300),
	/** Those of all addresses together, in this process: each takes a socket and some memory. */
	LIVE_STREAMS_IN_ALL: z.coerce.number().int().min(1).max(100_000).default(5000),
	/** Acts as owner of the installation; at least 32 characters. Hashed at once: from here on it is a SHA-256 in hex. */
	OWNER_API_KEY: z.string().min(32, 'must have at least 32 characters').transform(hashSecret).optional(),
	/** Signs the organisers' cookies and hashes what limits count by; needed when several server processes share a database. */
	AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
	/** When a backup is made each day, by this machine's clock; `off`: by hand only. */
	BACKUP_AT: z
		.string()
		.regex(/^(([01]\d|2[0-3]):[0-5]\d|off)$/, 'must be a time such as 03:30, or "off"')
		.default('03:30'),
	/** How many backups are kept; none is kept for more than 30 days. */
	BACKUP_KEEP: z.coerce.number().int().min(1).max(1000).default(14),
	/** Lets a monitoring system read /metrics from elsewhere than this machine. */
	METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
	LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info')
});

export type Env = z.infer<typeof EnvSchema>;

/**
 * Reads the known variables. Empty values count as not set.
 * @throws Error with one line per fault, each naming the variable.
 */
export function readEnv(source: Record<string, string | undefined>): Env {
	const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
	const parsed = EnvSchema.safeParse(present);
	if (!parsed.success) {
		const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
		throw new Error(`The environment cannot be used:\n${faults.join('\n')}`);
	}
	const env = parsed.data;
	if (Boolean(env.TLS_CERT) !== Boolean(env.TLS_KEY))
		throw new Error('The environment cannot be used:\n  TLS_CERT, TLS_KEY: set both or neither');
	return env;
}
