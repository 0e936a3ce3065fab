import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Router } from 'express';
import type { Logger } from 'pino';
import type { OfficerCases } from '../cases/create-officer-cases.ts';
import type { Limits } from '../store/limits.ts';
import { createDeskAssets } from './assets.ts';
import { NotLoggedIn, identifyCallers } from './middleware/caller.ts';
import { explainingPicture } from './middleware/explaining-picture.ts';
import { fewPassphrases } from './middleware/few-passphrases.ts';
import { rawForm } from '../web/form.ts';
import type { FormGuard } from '../web/form-guard.ts';
import { logInAddress, type OfficerLogin } from '../web/officer-login.ts';
import { refuseNulInJson } from '../web/no-nul.ts';
import { pageHeaders } from '../web/page-headers.ts';
import { Refused } from '../web/refused.ts';
import { requestFault } from '../web/request-fault.ts';
import { refusalOf } from './middleware/refused.ts';
import { show, wantsJson, type Kit } from './kit.ts';
import { answerPost } from './pages/answer.ts';
import { broughtCardPicture, broughtCardPost, readBroughtCard } from './pages/brought-card.ts';
import { casePage, handOverPost, oldCardOfCasePost } from './pages/case.ts';
import { claimPost, decisionPost, nextPage, releasePost } from './pages/decision.ts';
import { revocationPost } from './pages/revocation.ts';
import { foundCardPdf, foundCardPost, deliveriesPage, oldCardPost } from './pages/deliveries.ts';
import { draftAnswerPost, dropDraftPost } from './pages/draft-answer.ts';
import { absenceEndPost, absencePost, dutyPage, letterEndPost, letterPost } from './pages/duty.ts';
import { notePost } from './pages/note.ts';
import { correctNumberPost } from './pages/number.ts';
import { takeBackPost } from './pages/take-back.ts';
import { takeSeveralPost } from './pages/take-several.ts';
import { immigrationPost } from './pages/immigration.ts';
import { readingPost } from './pages/reading.ts';
import { contactSheetPicture, draftFile, draftPicture, paperFile, signedFile } from './pages/pictures.ts';
import {
  progressAnswer,
  progressPage,
  rejectPage,
  rejectPost,
  signPost,
  redrawPost,
  signingPage,
  standingAnswer,
} from './pages/signing.ts';
import { performanceFile, performancePage } from './pages/performance.ts';
import { resendPost } from './pages/resend.ts';
import { counterPage, counterPost, renewPinPost } from './pages/counter.ts';
import { siakPage } from './pages/siak.ts';
import { siakUndonePost, siakUndoPage } from './pages/siak-undo.ts';
import { retryPost, statePage } from './pages/state.ts';
import { beginAgainPost, strandedPage } from './pages/stranded.ts';
import { answerUnassignedPost, assignPost, continuePost, inboxPage, sentFile, settlePost } from './pages/talk.ts';
import { newsAnswer, searchPost, workPage } from './pages/work.ts';
import { remind } from './reminders.ts';
import { createDeskView } from './view.ts';

export interface DeskOptions {
  readonly cases: OfficerCases;
  readonly login: OfficerLogin;
  readonly guard: FormGuard;
  readonly limits: Pick<Limits, 'limit'>;
  /** Public base URL of this server; posts must come from it. */
  readonly baseUrl: string;
  readonly logger: Logger;
  /**
   * Passphrases that one officer may send in five minutes. Default 10: a wrong one is tried once and answered, and a
   * certificate locks after few.
   */
  readonly passphrasesPerFiveMinutes?: number;
}

/**
 * The officers' pages; to be mounted at `/meja`, before any body parser. Who is logged in is said by `login`, whose
 * session middleware stands before this router. Programs get JSON where they ask for it (Accept: application/json).
 */
export function createDesk({
  cases,
  login,
  guard,
  limits,
  baseUrl,
  logger,
  passphrasesPerFiveMinutes = 10,
}: DeskOptions): Router {
  const assets = createDeskAssets();
  const callers = identifyCallers(login);
  const kit: Kit = { cases, guard, callers, view: createDeskView((name) => assets.url(name)) };
  const slowly = fewPassphrases(limits, passphrasesPerFiveMinutes, (request) => callers.of(request));
  const answers = [rawForm, express.json({ limit: '64kb', verify: refuseNulInJson })];

  const router = express.Router({ caseSensitive: true, strict: false });
  router.use(pageHeaders(baseUrl, { framesItself: true }), assets.serve, guard.ownOrigin);
  router.use('/gambar', insideOtherPages);
  router.use(callers.identify);

  router.get('/', remind(kit), workPage(kit));
  router.post('/cari', rawForm, searchPost(kit));
  router.get('/kabar.json', newsAnswer(kit));
  router.post('/ambil', rawForm, takeSeveralPost(kit));
  router.get('/lanjut', nextPage(kit));
  router.get('/berkas/:number', casePage(kit));
  router.post('/berkas/:number/keputusan', ...answers, decisionPost(kit));
  router.post('/berkas/:number/tarik', ...answers, takeBackPost(kit));
  router.post('/berkas/:number/konsep', ...answers, draftAnswerPost(kit));
  router.post('/berkas/:number/konsep/buang', rawForm, dropDraftPost(kit));
  router.post('/berkas/:number/catatan', rawForm, notePost(kit));
  router.post('/berkas/:number/terbaca', rawForm, readingPost(kit));
  router.post('/berkas/:number/kolom-asing', rawForm, immigrationPost(kit));
  router.post('/berkas/:number/ambil', ...answers, claimPost(kit));
  router.post('/berkas/:number/lepas', ...answers, releasePost(kit));
  router.post('/berkas/:number/serah', rawForm, handOverPost(kit));
  router.post('/berkas/:number/nomor', rawForm, correctNumberPost(kit));
  router.post('/berkas/:number/kirim-ulang', rawForm, resendPost(kit));
  router.post('/berkas/:number/pencabutan', rawForm, revocationPost(kit));
  router.post('/berkas/:number/kk-lama', rawForm, oldCardOfCasePost(kit));
  router.post('/berkas/:number/kk-siak', readBroughtCard, broughtCardPost(kit));
  router.post('/berkas/:number/jawab', rawForm, answerPost(kit));
  router.post('/berkas/:number/lanjutkan', rawForm, continuePost(kit));
  router.get('/berkas/:number/dokumen/:id', paperFile(kit));
  router.get('/berkas/:number/draf.pdf', draftFile(kit));
  router.get('/berkas/:number/kk.pdf', signedFile(kit));
  router.get('/gambar/:number/berkas.jpg', contactSheetPicture(kit));
  router.get('/gambar/:number/kk-siak.png', broughtCardPicture(kit));
  router.get('/gambar/:number/draf.png', draftPicture(kit));
  router.get('/tanda-tangan', signingPage(kit));
  router.post('/tanda-tangan', slowly, rawForm, signPost(kit));
  router.post('/tanda-tangan/atas-nama-saya', rawForm, redrawPost(kit));
  router.get('/tanda-tangan/kemajuan.json', standingAnswer(kit));
  router.get('/tanda-tangan/proses/:id.json', progressAnswer(kit));
  router.get('/tanda-tangan/proses/:id', progressPage(kit));
  router.get('/tanda-tangan/:number/tolak', rejectPage(kit));
  router.post('/tanda-tangan/:number/tolak', rawForm, rejectPost(kit));
  router.get('/siak/:number', siakPage(kit));
  router.get('/siak-batal', siakUndoPage(kit));
  router.post('/siak-batal/:number', rawForm, siakUndonePost(kit));
  router.get('/pesan', inboxPage(kit));
  router.post('/pesan/:id/masukkan', rawForm, assignPost(kit));
  router.post('/pesan/:id/jawab', rawForm, answerUnassignedPost(kit));
  router.post('/pesan/:id/selesai', rawForm, settlePost(kit));
  router.get('/kiriman/:id', sentFile(kit));
  router.get('/loket', counterPage(kit));
  router.post('/loket', rawForm, counterPost(kit));
  router.post('/loket/pin', rawForm, renewPinPost(kit));
  router.get('/kehadiran', dutyPage(kit));
  router.post('/kehadiran/absen', rawForm, absencePost(kit));
  router.post('/kehadiran/absen/selesai', rawForm, absenceEndPost(kit));
  router.post('/kehadiran/plh', rawForm, letterPost(kit));
  router.post('/kehadiran/plh/cabut', rawForm, letterEndPost(kit));
  router.get('/pengiriman', deliveriesPage(kit));
  router.post('/pengiriman/:number/kk-lama', rawForm, oldCardPost(kit));
  router.get('/pengiriman/temuan/:id', foundCardPdf(kit));
  router.post('/pengiriman/temuan/:id/selesai', rawForm, foundCardPost(kit));
  router.get('/kinerja', performancePage(kit));
  router.get('/kinerja.csv', performanceFile(kit));
  router.get('/keadaan', statePage(kit));
  router.post('/keadaan/coba', rawForm, retryPost(kit));
  router.get('/terhenti', strandedPage(kit));
  router.post('/terhenti/:number', rawForm, beginAgainPost(kit));
  router.use((_request, _response, next) =>
    next(new Refused(404, 'Halaman ini tidak ada. Mulailah dari pekerjaan Anda.')),
  );
  router.use(answerError(kit, logger));
  return router;
}

/**
 * A task list of the engine may show these pictures in its forms: another port of the same host is same site, not same
 * origin.
 */
const insideOtherPages: RequestHandler = (_request, response, next) => {
  response.set('Cross-Origin-Resource-Policy', 'same-site');
  next();
};

/** Express knows an error handler by its four parameters. */
function answerError(kit: Kit, logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const isLoggedOut = error instanceof NotLoggedIn;
    const refusal = isLoggedOut
      ? new Refused(401, 'Anda belum masuk, atau waktunya sudah habis. Masuk dahulu, lalu ulangi.', {
          code: 'NOT_LOGGED_IN',
        })
      : (refusalOf(error) ?? requestFault(error));
    if (refusal === undefined || (refusal.status >= 500 && !NO_DEFECT.includes(refusal.code)))
      logger.error(
        {
          method: request.method,
          page: request.route ? String((request.route as { path: unknown }).path) : '-',
          error: nameOf(error),
        },
        'a page of the desk failed',
      );
    const { status, remedy, code, title } =
      refusal ??
      new Refused(500, 'Terjadi gangguan di pihak kami. Coba lagi; bila berulang, hubungi admin.', {
        code: 'UNEXPECTED',
      });
    if (request.path.startsWith('/gambar/'))
      return void response.status(status).type('image/svg+xml').send(explainingPicture(remedy));
    if (request.path.endsWith('.json') || wantsJson(request))
      return void response.status(status).json({ code, message: remedy, remedy });
    if (isLoggedOut) return void response.redirect(303, logInAddress(wayBack(request)));
    show(
      kit,
      response,
      { template: 'refused', title: title ?? TITLES[status] ?? 'Belum bisa', page: 'plain', officer: null },
      { remedy, formPage: request.method === 'POST' && code === 'FORM_STALE' ? wayBack(request) : null },
      status,
    );
  };
}

/** The engine is away: watched and told elsewhere. */
const NO_DEFECT: readonly (string | undefined)[] = ['NOT_RECORDED', 'NOT_TAKEN_BACK'];

const TITLES: Readonly<Record<number, string>> = {
  403: 'Bukan wewenang Anda',
  404: 'Tidak ditemukan',
  429: 'Tunggu sebentar',
  500: 'Gangguan',
  503: 'Sedang tidak menjawab',
};

/** Pages with forms; what is sent from any other page comes from the work list. */
const FORM_PAGE =
  /^\/meja\/(?:berkas\/[^/?]+|tanda-tangan\/[^/?]+\/tolak|tanda-tangan|siak-batal|pesan|loket|kehadiran|pengiriman|keadaan|terhenti)(?![^/?])/;

/**
 * The page that a form was sent from; of a page itself its own address. Also where somebody goes on after the log-in.
 */
function wayBack({ method, originalUrl }: Request): string {
  return method === 'GET' ? originalUrl : (FORM_PAGE.exec(originalUrl)?.[0] ?? '/meja');
}

/** The text of an unforeseen error may hold anything; its name and place do not. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const place = /\n\s+at .*?([\w-]+\.ts:\d+)/.exec(error.stack ?? '')?.[1];
  return place === undefined ? error.name : `${error.name} at ${place}`;
}
