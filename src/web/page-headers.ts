import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Headers of the pages of an officer: nothing inline, nothing from elsewhere, nothing kept. Framing is refused to all,
 * unless `framesItself`: then pages of ours may show pages of ours, as the desk does with a PDF. The diagram viewer
 * (bpmn-js) writes style attributes and mark-up of its own; a page that `drawsDiagrams` lets it, and scripts stay ours.
 */
export function pageHeaders(
  baseUrl: string,
  {
    framesItself = false,
    drawsDiagrams = false,
  }: { readonly framesItself?: boolean; readonly drawsDiagrams?: boolean },
): RequestHandler[] {
  const https = baseUrl.startsWith('https:');
  const self = ["'self'"];
  const none = ["'none'"];
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: none,
          scriptSrc: self,
          styleSrc: drawsDiagrams ? ["'self'", "'unsafe-inline'"] : self,
          fontSrc: self,
          imgSrc: drawsDiagrams ? ["'self'", 'data:'] : self,
          connectSrc: self,
          ...(framesItself ? { frameSrc: self } : {}),
          formAction: self,
          frameAncestors: framesItself ? self : none,
          baseUri: none,
          objectSrc: none,
          ...(drawsDiagrams ? {} : { requireTrustedTypesFor: ["'script'"], trustedTypes: none }),
        },
      },
      strictTransportSecurity: https ? { maxAge: 63_072_000, includeSubDomains: true } : false,
      frameguard: { action: framesItself ? 'sameorigin' : 'deny' },
      // Not 'no-referrer': a browser then calls the origin of our own forms "null", and they would be refused.
      referrerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
    }),
    (_request, response, next) => {
      response.set({
        'Cache-Control': 'no-store',
        'X-Robots-Tag': 'noindex, nofollow, noarchive',
        'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      });
      next();
    },
  ];
}
