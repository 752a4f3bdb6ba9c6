import type { Request } from 'express';

/** Where the request comes from, as the connection says, or the proxies that TRUST_PROXY trusts. */
export const addressOf = (req: Request): string => req.ip ?? 'unknown';
