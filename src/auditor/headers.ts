import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Nothing from elsewhere, no framing, nothing kept. The diagram viewer (bpmn-js) writes style attributes and mark-up of
 * its own, so inline styles are allowed here and trusted types are not asked for; scripts are ours alone.
 */
export function auditorHeaders(baseUrl: string): RequestHandler[] {
  const self = ["'self'"];
  const none = ["'none'"];
  const https = baseUrl.startsWith('https:');
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: none,
          scriptSrc: self,
          styleSrc: ["'self'", "'unsafe-inline'"],
          fontSrc: self,
          imgSrc: ["'self'", 'data:'],
          connectSrc: self,
          formAction: self,
          frameAncestors: none,
          baseUri: none,
          objectSrc: none,
        },
      },
      strictTransportSecurity: https ? { maxAge: 63_072_000, includeSubDomains: true } : false,
      frameguard: { action: 'deny' },
      referrerPolicy: { policy: 'same-origin' },
    }),
    (_request, response, next) => {
      response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow, noarchive' });
      next();
    },
  ];
}
