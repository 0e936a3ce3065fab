import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';

/** Prefix that one subscriber of an IPv6 network has at least. */
const IPV6_PREFIX = 56;

/**
 * The visitor's address as limits count it; an IPv6 subscriber has more addresses than could be counted, so their
 * network counts.
 */
export function addressOf({ ip }: Pick<Request, 'ip'>): string {
  return ip === undefined ? 'unknown' : ipKeyGenerator(ip, IPV6_PREFIX);
}
