import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { Problem } from './problems.ts';

/**
 * Headers of every answer, errors included. Nothing inline, nothing from elsewhere, no framing, nothing kept unless a
 * page says otherwise, HTTPS where the office is reached by HTTPS. Other sites get no referrer; our own do, because a
 * page without any sends its forms with `Origin: null`, which `sameOriginOnly` refuses.
 */
export function securityHeaders(baseUrl: string): RequestHandler[] {
  const https = baseUrl.startsWith('https:');
  const none = ["'none'"];
  const self = ["'self'"];
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: self,
        styleSrc: self,
        fontSrc: self,
        connectSrc: self,
        imgSrc: ["'self'", 'blob:', 'data:'],
        formAction: self,
        frameAncestors: none,
        baseUri: none,
        objectSrc: none,
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: none,
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
  return [
    headers,
    (_request, response, next) => {
      response.set({
        'Cache-Control': 'no-store',
        'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
      });
      next();
    },
  ];
}

/**
 * Refuses what another site makes a browser send (CSRF). The portal has no cookie but the chosen language, so nothing
 * could be borrowed; this also keeps other sites from spending a visitor's network and rate limit. Programs send neither
 * header and pass.
 */
export function sameOriginOnly(baseUrl: string): RequestHandler {
  const own = new URL(baseUrl).host;
  return (request, _response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const site = request.get('Sec-Fetch-Site');
    const origin = request.get('Origin');
    const foreign =
      site === undefined
        ? origin !== undefined && !isOwn(origin, [own, request.get('Host')])
        : site !== 'same-origin' && site !== 'none';
    if (foreign) throw new Problem('FOREIGN_ORIGIN');
    next();
  };
}

function isOwn(origin: string, hosts: readonly (string | undefined)[]): boolean {
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}

/**
 * For answers that belong to one person: not indexed, not kept, and their address, which may be a key, sent to nobody as referrer.
 */
export const personal: RequestHandler = (_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex, nofollow, noarchive',
    'Referrer-Policy': 'no-referrer',
  });
  next();
};
