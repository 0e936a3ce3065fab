import { BlockList, isIP } from 'node:net';
import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';

/** Prefix that one subscriber of an IPv6 network has at least. */
const IPV6_PREFIX = 56;
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/**
 * A visitor's or officer's address as limits count it; an IPv6 subscriber has more addresses than could be counted, so
 * their network counts.
 */
export function addressOf({ ip }: Pick<Request, 'ip'>): string {
  return ip === undefined ? 'unknown' : ipKeyGenerator(ip, IPV6_PREFIX);
}

/** What proxies and tunnels write when they ask for somebody else. */
const FOR_ANOTHER = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'] as const;

/**
 * Whether who asks is on this machine. Somebody whom a proxy here lets in is not, whatever it says of them: they may have
 * written `127.0.0.1` themselves, and be believed where more proxies are counted than stand before the portal, or none.
 */
export function isOnThisMachine({ ip = '', headers }: Pick<Request, 'ip' | 'headers'>): boolean {
  if (FOR_ANOTHER.some((name) => headers[name] !== undefined)) return false;
  return isIP(ip) !== 0 && LOOPBACK.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
}
