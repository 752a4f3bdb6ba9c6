/** For those who watch the server: /healthz (the process), /readyz (the database and its disk), /metrics (Prometheus). */
import express, { type Request, type RequestHandler, type Router } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { App } from '#lib/server/app.ts';
import { sameSecret } from '#lib/server/secret.ts';
import { whyNotReady } from '#lib/server/readiness.ts';
import { sendRefusal } from '#lib/server/api/http/problem.ts';

/** Mounted at the root, before everything that it measures. */
export function createHealth(app: App): Router {
	const router = express.Router();
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	router.use(measured(registry));
	router.get('/healthz', (_req, res) => {
		res.set('Cache-Control', 'no-store').json({ status: 'ok' });
	});
	router.get('/readyz', async (_req, res) => {
		res.set('Cache-Control', 'no-store');
		const message = await whyNotReady(app);
		if (message) sendRefusal(res, { reason: 'not-ready', message });
		else res.json({ status: 'ready', database: app.database.kind });
	});
	router.get('/metrics', async (req, res) => {
		if (!mayReadMetrics(app, req))
			return sendRefusal(res, {
				reason: 'forbidden',
				message: 'metrics are for this machine, or for a reader with METRICS_TOKEN as bearer token'
			});
		res
			.set('Cache-Control', 'no-store')
			.type(registry.contentType)
			.send(await registry.metrics());
	});
	return router;
}

/** A proxy on this machine makes every request look local: where one is trusted, or shows itself, only the token counts. */
function mayReadMetrics({ env }: App, req: Request): boolean {
	const [, token] = /^Bearer +(\S+)$/i.exec(req.get('authorization') ?? '') ?? [];
	if (token && env.METRICS_TOKEN) return sameSecret(token, env.METRICS_TOKEN);
	if (env.TRUST_PROXY > 0) return false;
	const forwarded = req.get('x-forwarded-for') ?? req.get('forwarded');
	return forwarded === undefined && isLoopback(req.socket.remoteAddress ?? '');
}

const isLoopback = (address: string): boolean => address === '::1' || /^(::ffff:)?127\./.test(address);

/** Requests by method and status class, and how long they took. No paths: they would make a series for each event and bib. */
function measured(registry: Registry): RequestHandler {
	const labelNames = ['area', 'method', 'status'] as const;
	const requests = new Counter({
		name: 'http_requests_total',
		help: 'Requests answered',
		labelNames,
		registers: [registry]
	});
	const seconds = new Histogram({
		name: 'http_request_duration_seconds',
		help: 'From the request to the end of its answer',
		labelNames,
		buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
		registers: [registry]
	});
	return (req, res, next) => {
		const area = req.path.startsWith('/api/') ? 'api' : 'pages';
		const started = process.hrtime.bigint();
		res.once('finish', () => {
			const labels = { area, method: req.method, status: `${Math.floor(res.statusCode / 100)}xx` };
			requests.inc(labels);
			seconds.observe(labels, Number(process.hrtime.bigint() - started) / 1e9);
		});
		next();
	};
}
