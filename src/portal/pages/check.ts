import { INDONESIAN } from '../../domain/language/indonesian.ts';
import { printedDate } from '../../domain/plain-date.ts';
import { Router, type RequestHandler, type Response } from 'express';
import { readPdf, verdictOn } from '../api/verify-card.ts';
import type { CardVerification } from '../../cases/verify-card.ts';
import type { Language } from '../../domain/language/language.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import type { Guarded } from '../middleware/case-access.ts';
import { languageOf } from '../middleware/language.ts';
import { problemOf } from '../middleware/problem-of.ts';
import { Problem } from '../middleware/problems.ts';
import { tellProblem } from '../middleware/tell-problem.ts';
import { translateUnder } from '../../domain/language/translator.ts';
import { personal } from '../middleware/security.ts';
import { CARD_MAX_BYTES } from '../../signing/signing.ts';
import { showPersonal, showPublic, type View } from '../view.ts';

interface CheckDeps {
  readonly view: View;
  readonly cases: Pick<ApplicantCases, 'verifyCard' | 'cardByToken'>;
  readonly guarded: Guarded;
  readonly readGuards: readonly RequestHandler[];
  readonly pdfGuards: readonly RequestHandler[];
}

/** Public check of a card's signature; `/periksa/<token>` is where the QR on a printed card leads. */
export function checkPages({ view, cases, guarded, readGuards, pdfGuards }: CheckDeps): Router {
  const pages = Router();
  const titleOf = (response: Response) => languageOf(response).titles('title.check');
  const megabytes = CARD_MAX_BYTES / 1024 / 1024;
  pages.get('/periksa', (_request, response) =>
    showPublic(
      response,
      view(response, 'check', { title: titleOf(response), megabytes, qr: null, verdict: null, problem: null }),
    ),
  );
  pages.get('/periksa/:token', personal, ...readGuards, async (request, response) => {
    const { token } = request.params;
    const card = await guarded(async () => {
      const found = typeof token === 'string' && token.length <= 128 ? await cases.cardByToken(token) : undefined;
      if (found === undefined) throw new Problem('LINK_NOT_VALID');
      return found;
    }).catch((error: unknown) => {
      if (error instanceof Problem) return undefined;
      throw error;
    });
    const { translate } = languageOf(response);
    showPersonal(
      response,
      view(response, 'check', {
        title: titleOf(response),
        megabytes,
        qr: {
          card: card ?? null,
          issuedOn: printedDay(card),
          ...translateUnder(verdictOfQr(card), ['headline', 'words'], translate),
        },
        verdict: null,
        problem: null,
      }),
      card === undefined ? 404 : 200,
    );
  });
  pages.post('/periksa', ...pdfGuards, ...readPdf, async (request, response) => {
    const found = await verdictOn(cases, request).then(
      (verdict) => ({ verdict, problem: null }),
      (error: unknown) => ({ verdict: null, problem: problemOf(error) }),
    );
    if (found.problem !== null && found.problem.status >= 500) throw found.problem;
    const current = found.verdict !== null && found.verdict.issuedHere && found.verdict.void === null;
    const stranger = found.verdict !== null && found.verdict.intact && found.verdict.signer !== 'accepted';
    showPersonal(
      response,
      view(response, 'check', {
        ...{ title: titleOf(response), megabytes, qr: null, stranger, current },
        verdict: found.verdict === null ? null : inLanguage(found.verdict, languageOf(response)),
        problem: found.problem === null ? null : tellProblem(found.problem, languageOf(response)),
      }),
      found.problem?.status ?? 200,
    );
  });
  return pages;
}

/** The same verdict; what was looked at is said in the visitor's language. */
const inLanguage = (verdict: CardVerification, { translate }: Pick<Language, 'translate'>): CardVerification => ({
  ...verdict,
  findings: translateUnder(verdict.findings, ['id'], translate),
});

type Card = Awaited<ReturnType<ApplicantCases['cardByToken']>>;

/** As the paper says it, letter by letter. */
function printedDay(card: Card): string | null {
  const day = card?.face?.issuedOn ?? null;
  return day === null ? null : printedDate(day);
}

/**
 * What the office knows of the card behind a QR. The QR alone proves little, anybody can copy it: so the page asks for
 * the PDF as well.
 */
function verdictOfQr(card: Card): {
  readonly mood: 'good' | 'mixed' | 'bad';
  readonly sign: string;
  readonly headline: string;
  readonly words: string;
} {
  if (card === undefined)
    return {
      mood: 'bad',
      sign: 'cross',
      headline: INDONESIAN.refusals['qr-ini-bukan-dari'],
      words: INDONESIAN.refusals['kode-di-dalamnya-tidak'],
    };
  if (!card.issued)
    return {
      mood: 'mixed',
      sign: 'question',
      headline: INDONESIAN.refusals['kk-ini-belum-terbit'],
      words: INDONESIAN.refusals['ini-masih-draf-yang'],
    };
  if (card.void === 'revoked')
    return {
      mood: 'bad',
      sign: 'cross',
      headline: INDONESIAN.refusals['kk-ini-sudah-dibatalkan'],
      words: INDONESIAN.refusals['kantor-kami-mencabutnya-jadi'],
    };
  if (card.void === 'cancelled')
    return {
      mood: 'bad',
      sign: 'cross',
      headline: INDONESIAN.refusals['kk-ini-tidak-berlaku'],
      words: INDONESIAN.refusals['penerbitannya-dibatalkan-mintalah-kk'],
    };
  if (!card.current)
    return {
      mood: 'mixed',
      sign: 'question',
      headline: INDONESIAN.refusals['kk-ini-sudah-digantikan'],
      words: INDONESIAN.refusals['sesudahnya-ada-kk-yang'],
    };
  return {
    mood: 'good',
    sign: 'check',
    headline: INDONESIAN.refusals['terdaftar-sebagai-kk-terbitan'],
    words: INDONESIAN.refusals['kk-dengan-qr-ini'],
  };
}
