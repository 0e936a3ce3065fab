import { INDONESIAN } from '../../domain/language/indonesian.ts';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { NotYourCase } from '../../cases/not-possible.ts';
import type { Tracking } from '../../cases/tracking.ts';
import { UPLOAD_LIMITS } from '../../documents/documents.ts';
import { paperLabel } from '../../domain/document-kinds.ts';
import type { OfficeRules } from '../../domain/events/office-rules.ts';
import { FORM_CODES } from '../../domain/forms/form-content.ts';
import { isScreenForm } from '../../domain/forms/screen-signature.ts';
import type { Language, Languages } from '../../domain/language/language.ts';
import type { OfficeCalendar } from '../../domain/office-calendar.ts';
import { whenRead } from '../../domain/office-hours.ts';
import { sendPapers } from '../api/track-application.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { caseKey, type CaseKey, type Guarded } from '../middleware/case-access.ts';
import { languageOf, speak } from '../middleware/language.ts';
import { Problem } from '../middleware/problems.ts';
import { problemOf } from '../middleware/problem-of.ts';
import { tellProblem } from '../middleware/tell-problem.ts';
import { PAPER_PARTS, multipart, received, type Clean } from '../middleware/uploads.ts';
import { showPersonal, type View } from '../view.ts';
import { amendPages } from './amend.ts';
import type { Act, Outcome, Typed } from './case-act.ts';
import { chooseLanguagePage } from './choose-language.ts';
import { formPages } from './form.ts';
import { MOODS } from './moods.ts';

interface TrackPageDeps {
  readonly view: View;
  readonly cases: Pick<
    ApplicantCases,
    | 'track'
    | 'ownEvents'
    | 'ownForm'
    | 'signOwnForm'
    | 'complete'
    | 'withdraw'
    | 'download'
    | 'write'
    | 'changeNumber'
    | 'chooseLanguage'
    | 'survey'
  >;
  readonly calendar: OfficeCalendar;
  readonly languages: Languages;
  readonly officeRules: OfficeRules;
  /** At the head of a form. */
  readonly office: string;
  readonly cleanPaper: Clean;
  readonly guarded: Guarded;
  readonly readGuards: readonly RequestHandler[];
  readonly uploadGuards: readonly RequestHandler[];
}

/**
 * Tracking without an account and without scripts: every action is a form that carries number and PIN in its body,
 * never in an address.
 */
export function trackPages({
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
}: TrackPageDeps): Router {
  const form = express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 10 });
  const pages = Router();

  const ask = (response: Response, number: string, problem: Problem | null, again: Again = OPENS) =>
    showPersonal(
      response,
      view(response, 'track', {
        title: languageOf(response).titles('title.track'),
        number,
        again,
        problem: problem === null ? null : tellProblem(problem, languageOf(response)),
      }),
      problem?.status ?? 200,
    );

  const show = async (response: Response, key: CaseKey, outcome: Outcome = {}) => {
    const tracking = await cases.track(key.number, key.pin, key.from);
    const language = languages.of(tracking.language);
    speak(response, language);
    showPersonal(
      response,
      view(response, 'case', {
        ...caseView(tracking, language, officeRules),
        title: language.titles('title.case', { number: key.number }),
        pin: key.pin,
        typed: outcome.typed ?? NOTHING,
        done: outcome.done === undefined ? [] : [outcome.done(language)].flat(),
        problem: outcome.problem === undefined ? null : tellProblem(outcome.problem, language),
      }),
      outcome.problem?.status ?? 200,
    );
  };

  /**
   * Runs one action of the case's page, then shows the page again with its outcome; a wrong key leads back to the
   * question, which keeps what was typed.
   */
  const act: Act = (action) => async (request, response) => {
    const fields = fieldsOf(request);
    try {
      await guarded(async () => {
        const key = caseKey(fields['nomor'], fields['pin'], request);
        const outcome = await action(key, request, response).catch((error: unknown) => {
          const problem = problemOf(error);
          if (error instanceof NotYourCase || problem.status >= 500) throw error;
          return { problem, typed: typedIn(request) };
        });
        if (outcome !== undefined) await show(response, key, outcome);
      });
    } catch (error) {
      if (!(error instanceof NotYourCase)) throw error;
      ask(response, textOf(request, 'nomor').slice(0, 40), problemOf(error), againOf(request));
    }
  };

  pages.get('/lacak', (request, response) => {
    const number = request.query['nomor'];
    ask(response, typeof number === 'string' ? number.slice(0, 40) : '', null);
  });
  pages.post(
    '/lacak',
    ...readGuards,
    form,
    act(() => Promise.resolve({})),
  );
  pages.post(
    '/lacak/berkas',
    ...uploadGuards,
    multipart({ texts: ['nomor', 'pin', 'lagi'], files: PAPER_PARTS }),
    act(async (key, request) => {
      const { files, fields } = received(request, ['nomor', 'pin', 'lagi']);
      await sendPapers(cases, cleanPaper, key, files, fields['lagi'] === 'ya' ? { finish: 'later' } : {});
      const { state, missingDocuments } = await cases.track(key.number, key.pin, key.from);
      if (state !== 'waiting-for-applicant') return said('done.all-papers');
      if (missingDocuments.length === 0) return said('done.papers');
      const documents = missingDocuments.map(({ label }) => label).join('; ');
      return { done: ({ tracking }) => tracking('done.papers-missing', { documents }) };
    }),
  );
  pages.use(
    amendPages({ view, cases, officeRules, readGuards, act }),
    formPages({ view, cases, office, readGuards, act }),
    chooseLanguagePage({ cases, readGuards, act }),
  );
  pages.post(
    '/lacak/selesai',
    ...readGuards,
    form,
    act(async ({ number, pin, from }) => {
      await cases.complete(number, pin, [], from, { finish: 'now' });
      return said('done.completed');
    }),
  );
  pages.post(
    '/lacak/pesan',
    ...readGuards,
    form,
    act(async ({ number, pin, from }, request) => {
      await cases.write(number, pin, textOf(request, 'pesan'), from);
      return {
        done: (language) => language.tracking('done.message', { when: whenRead(language, calendar, new Date()) }),
      };
    }),
  );
  pages.post(
    '/lacak/nomor',
    ...readGuards,
    form,
    act(async ({ number, pin, from }, request) => {
      await cases.changeNumber(number, pin, textOf(request, 'baru').slice(0, 30), from);
      return said('done.number');
    }),
  );
  pages.post(
    '/lacak/nilai',
    ...readGuards,
    form,
    act(async ({ number, pin, from }, request) => {
      await cases.survey(number, pin, Number(textOf(request, 'nilai')), from);
      return said('done.survey');
    }),
  );
  pages.post(
    '/lacak/tarik',
    ...readGuards,
    form,
    act(async ({ number, pin, from }, request) => {
      const { yakin } = request.body as Record<string, unknown>;
      if (yakin !== 'ya')
        throw new Problem('NOT_NOW', {
          remedy: INDONESIAN.refusals['centang-saya-yakin-untuk'],
        });
      await cases.withdraw(number, pin, from);
      return said('done.withdrawal');
    }),
  );
  pages.post(
    '/lacak/unduh',
    ...readGuards,
    form,
    act(async ({ number, pin, from }, _request, response) => {
      const pdf = await cases.download(number, pin, from);
      response.set('Cache-Control', 'no-store').attachment(`${number}.pdf`).type('application/pdf').send(pdf);
      return undefined;
    }),
  );
  return pages;
}

const said = (
  key: 'done.all-papers' | 'done.papers' | 'done.completed' | 'done.number' | 'done.survey' | 'done.withdrawal',
): Outcome => ({
  done: ({ tracking }) => tracking(key),
});

const fieldsOf = ({ body }: Request): Readonly<Record<string, unknown>> => ({
  ...(typeof body === 'object' ? (body as object) : {}),
});

function textOf(request: Request, name: string): string {
  const value = fieldsOf(request)[name];
  return typeof value === 'string' ? value : '';
}

const typedIn = (request: Request): Typed => ({
  message: textOf(request, 'pesan'),
  whatsapp: textOf(request, 'baru'),
});

const NOTHING: Typed = { message: '', whatsapp: '' };

/** What goes once more with number and PIN, and where to. */
interface Again extends Typed {
  readonly to: string;
  /** Of the page of correction. */
  readonly answers: readonly { readonly name: string; readonly value: string }[];
}
const OPENS: Again = { to: '/lacak', ...NOTHING, answers: [] };

/** What somebody wrote who has to say number and PIN once more. */
function againOf(request: Request): Again {
  const typed = typedIn(request);
  const answers = request.path === '/lacak/isian/kirim' ? answersIn(fieldsOf(request)) : [];
  const holds = typed.message !== '' || typed.whatsapp !== '' || answers.length > 0;
  return holds ? { to: request.path, ...typed, answers } : OPENS;
}

const answersIn = ({ nomor: _number, pin: _pin, ...answers }: Readonly<Record<string, unknown>>): Again['answers'] =>
  Object.entries(answers).flatMap(([name, sent]) =>
    [sent].flat().flatMap((value) => (typeof value === 'string' ? [{ name, value }] : [])),
  );

function caseView(
  tracking: Tracking,
  { tracking: say, papers }: Language,
  { formSignature }: OfficeRules,
): Record<string, unknown> {
  const shown = tracking.cardRevoked ? 'card-revoked' : tracking.state;
  const words = { headline: say(`headline.${shown}`), where: say(`where.${shown}`), mood: MOODS[shown] };
  const open = !['delivered', 'archived', 'closed', 'withdrawn', 'refused'].includes(tracking.state);
  return {
    tracking,
    words,
    open,
    notices: tracking.notices,
    // They name whose KTP-el it is.
    ktp: tracking.notices.length > 0 ? false : (tracking.ktpAffected ?? null),
    lostCard: tracking.isLostCard,
    waiting: tracking.state === 'waiting-for-applicant',
    // Forms that are asked for, filled in; only an event-based application fills them.
    forms: !tracking.mayAmend
      ? []
      : tracking.missingDocuments
          .filter(({ code }) => (FORM_CODES as readonly string[]).includes(code))
          .map(({ code, label }) => ({
            ...{ code, label },
            mayBeSigned: formSignature === 'screen' && isScreenForm(code),
          })),
    // Kasi/Kabid may return a case without naming a document: then whatever proves it can be sent.
    slots:
      tracking.state !== 'waiting-for-applicant'
        ? []
        : [...tracking.missingDocuments, { code: 'lainnya', label: paperLabel(papers, 'lainnya'), instead: [] }].filter(
            (slot, i, all) => all.findIndex(({ code }) => code === slot.code) === i,
          ),
    limits: {
      files: UPLOAD_LIMITS.files,
      megabytes: UPLOAD_LIMITS.bytesPerFile / 1024 / 1024,
      accepted: UPLOAD_LIMITS.accepted.join(','),
    },
  };
}
