import { fileURLToPath } from 'node:url';
import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { eventQuestions, giveAdvice } from './api/advise.ts';
import { checkDraft } from './api/check-application.ts';
import { findReceipt } from './api/find-receipt.ts';
import { fillForm } from './api/fill-form.ts';
import { signForms } from './api/sign-form.ts';
import { formDescription } from './api/form-description.ts';
import { JUDGED_BYTES, judgePhoto, type Judge } from './api/judge-photo.ts';
import { openApi } from './api/openapi.ts';
import { requirements } from './api/requirements.ts';
import { expressPath, type ApiRoute } from './api/route.ts';
import { submitApplication } from './api/submit-application.ts';
import { PIECE_BYTES, uploadPhotos } from './api/upload-photo.ts';
import { trackApplication } from './api/track-application.ts';
import { CARD_TOO_LARGE, verifyCard } from './api/verify-card.ts';
import type { ApplicantCases } from './applicant-cases.ts';
import type { OfficeRules } from '../domain/events/office-rules.ts';
import type { Languages } from '../domain/language/language.ts';
import type { OfficeCalendar } from '../domain/office-calendar.ts';
import { createGuard } from './middleware/case-access.ts';
import { createErrorHandler } from './middleware/error-handler.ts';
import { Problem } from './middleware/problems.ts';
import { chosenLanguage } from './middleware/language.ts';
import { STANDARD_LIMITS, createRateLimits, type PortalLimits } from './middleware/rate-limits.ts';
import { sameOriginOnly, securityHeaders } from './middleware/security.ts';
import { createUploadBudget } from './middleware/upload-budget.ts';
import { FORM_BYTES, REQUEST_BYTES, type Clean } from './middleware/uploads.ts';
import { healthz, type Health } from './health.ts';
import { applyPage } from './pages/apply.ts';
import { checkPages } from './pages/check.ts';
import { examplePages } from './pages/examples.ts';
import { linkPages } from './pages/links.ts';
import { privacyPage } from './pages/privacy.ts';
import { startPage } from './pages/start.ts';
import { trackPages } from './pages/track.ts';
import type { Limits } from '../store/limits.ts';
import { createSpool } from '../documents/spool.ts';
import { createAssets } from '../web/create-assets.ts';
import { CARD_MAX_BYTES } from '../signing/signing.ts';
import { createPortalView, type OfficeFace } from './view.ts';
import { whatsappWebhook, type WhatsAppWebhook } from './webhook.ts';

export interface PortalOptions {
  readonly cases: ApplicantCases;
  /** Hygiene of one file; throws PaperRefused. */
  readonly cleanPaper: Clean;
  /** Light, sharpness and size of a cleaned photo. */
  readonly judgePicture: Judge;
  readonly health: Health;
  /** Absent: there is no webhook. */
  readonly twilioWebhook?: WhatsAppWebhook;
  /** Public address of the portal, without a slash at the end; links and webhook signatures are made with it. */
  readonly baseUrl: string;
  readonly limits?: Partial<PortalLimits>;
  /** Where visitors are counted. */
  readonly counts: Pick<Limits, 'limit'>;
  readonly office?: Partial<OfficeFace>;
  /** When the office is open, as applicants are told. */
  readonly calendar: OfficeCalendar;
  readonly languages: Languages;
  readonly officeRules: OfficeRules;
  /**
   * Express's `trust proxy`: which proxies may say who the visitor is. Default none, so that nobody can invent
   * addresses.
   */
  readonly trustProxy?: number | string | readonly string[];
  /** Whether the proxy hides who asks (src/portal/forwarding.ts). Default: it does not. */
  readonly hidesVisitors?: () => boolean;
  /** Where what is sent lies, sealed, until it is whole. */
  readonly spoolFolder: string;
  readonly logger: Logger;
}

const ASSETS = fileURLToPath(new URL('./assets/', import.meta.url));

const OFFICE: OfficeFace = {
  name: 'Dinas Kependudukan dan Pencatatan Sipil Kabupaten Bantul',
};

/**
 * What applicants reach: pages and API. Parses, calls one thing of `Cases`, answers. Mount it last, for it answers
 * every address.
 */
export function createPortal(options: PortalOptions): Express {
  const { cases, cleanPaper, calendar, languages, officeRules, baseUrl, logger } = options;
  const limits = { ...STANDARD_LIMITS, ...options.limits };
  const rates = createRateLimits(limits, options.counts);
  const budget = createUploadBudget({
    spool: createSpool(options.spoolFolder),
    bytesOnDisk: limits.uploadBytesOnDisk,
    bytesInMemory: limits.uploadBytesAtOnce,
    waitMs: limits.uploadWaitMs,
  });
  const guarded = createGuard(limits.refusalMs);
  const assets = createAssets({
    publicPath: '/assets',
    routerPath: '/assets',
    folder: ASSETS,
    bundles: ['apply/main.js'],
  });
  const view = createPortalView({ ...OFFICE, ...options.office }, calendar, languages, (name) => assets.url(name));
  const readGuards = [rates.reads, rates.refusals];
  const uploadGuards = [rates.submissions, rates.refusals, budget(REQUEST_BYTES)];
  const pdfGuards = [rates.verifications, budget(CARD_MAX_BYTES + FORM_BYTES, CARD_TOO_LARGE)];

  const office = { ...OFFICE, ...options.office }.name;
  const portal = express();
  portal
    .disable('x-powered-by')
    .set('query parser', 'simple')
    .set('trust proxy', options.trustProxy ?? false);
  portal.use(...securityHeaders(baseUrl), chosenLanguage(languages, baseUrl), assets.serve);
  portal.get('/healthz', rates.health, healthz(options.health, options.hidesVisitors));
  if (options.twilioWebhook !== undefined) portal.use(whatsappWebhook(cases, options.twilioWebhook, baseUrl, logger));
  // Before the rule on origins: these pages have no referrer, so their form has no origin; whoever has the link may use
  // it anyway.
  portal.use(linkPages(view, cases, guarded, rates));
  portal.use(sameOriginOnly(baseUrl));

  const routes: ApiRoute[] = [
    formDescription,
    eventQuestions(officeRules),
    giveAdvice(officeRules, [rates.reads]),
    fillForm(office, [rates.reads]),
    ...signForms({ cases, officeRules, office, readGuards: [rates.reads], signGuards: [rates.signatures] }),
    requirements(cases, [rates.reads]),
    checkDraft([rates.reads]),
    submitApplication({ cases, cleanPaper, baseUrl, guards: [rates.submissions, budget(REQUEST_BYTES)] }),
    ...uploadPhotos({
      cases,
      guards: [rates.pieces, rates.uploadedBytes, budget(PIECE_BYTES)],
      lightGuards: [rates.reads],
    }),
    findReceipt({ cases, guarded, baseUrl, guards: readGuards }),
    ...trackApplication({ cases, cleanPaper, guarded, readGuards, uploadGuards }),
    judgePhoto(cleanPaper, options.judgePicture, [rates.photoChecks, budget(JUDGED_BYTES + FORM_BYTES)]),
    verifyCard(cases, pdfGuards),
  ];
  mount(portal, [...routes, openApi(baseUrl, routes)]);

  portal.use(
    startPage(view, (reason, elements) => cases.requirements(reason, elements)),
    applyPage(view, officeRules),
    examplePages(),
    privacyPage(view),
    trackPages({
      view,
      cases,
      calendar,
      languages,
      officeRules,
      office,
      cleanPaper,
      guarded,
      readGuards,
      uploadGuards,
    }),
    checkPages({ view, cases, guarded, readGuards, pdfGuards }),
  );
  portal.get(
    '/robots.txt',
    (_request, response) =>
      void response
        .type('text/plain')
        .send('User-agent: *\nDisallow: /lacak\nDisallow: /unduh/\nDisallow: /media/\nDisallow: /api/\n'),
  );
  portal.use(() => {
    throw new Problem('PAGE_NOT_FOUND');
  });
  portal.use(createErrorHandler(view, logger));
  return portal;
}

function mount(portal: Express, routes: readonly ApiRoute[]): void {
  for (const { method, path, handlers } of routes) portal[method](expressPath(path), ...handlers);
  for (const path of new Set(routes.map((route) => route.path))) {
    const allowed = routes
      .filter((route) => route.path === path)
      .map((route) => (route.method === 'get' ? 'GET, HEAD' : 'POST'));
    const refuse: RequestHandler = () => {
      throw new Problem('METHOD_NOT_ALLOWED', { headers: { Allow: allowed.join(', ') } });
    };
    portal.all(expressPath(path), refuse);
  }
}
