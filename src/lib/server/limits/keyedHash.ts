import { createHmac } from 'node:crypto';
import { perApp } from '#lib/server/perApp.ts';
import { newSecret } from '#lib/server/secret.ts';
import type { App } from '#lib/server/app.ts';

/** Servers that share a database share AUTH_SECRET; without one (tests) each application makes its own. */
const secretOf = perApp('limits-secret', ({ env }) => env.AUTH_SECRET ?? newSecret(256));

/** 256 bits as base64url. A plain hash of an address or a mail address could be looked up in a list of all of them. */
export const keyedHash = (app: App, purpose: string, text: string): string =>
	createHmac('sha256', secretOf(app)).update(`${purpose}:${text}`).digest('base64url');
