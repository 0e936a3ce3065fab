import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import type { Logger } from 'pino';
import type { Decide } from '../cases/decide.ts';
import type { WebAppAttempt, WebAppUser } from '../cases/use-web-apps.ts';
import { NotNow } from '../cases/not-possible.ts';
import { FAILURES, Failure, Refusal } from '../domain/failures.ts';
import type { FormGuard } from '../web/form-guard.ts';
import { refuseNulInJson } from '../web/no-nul.ts';
import { logInAddress, type OfficerLogin } from '../web/officer-login.ts';
import { Refused } from '../web/refused.ts';
import { actOf, isPlainPath, taskOf, treatmentOf, type AskedFor, type Treatment } from './allow-list.ts';
import { addressHoldsExpression, holdsExpression } from './engine-query.ts';
import { taskOfForm, withNote } from './form-note.ts';
import { readFormAnswer, readUserId } from './form-answer.ts';
import { createForwarding, type EngineAddress, type OnBehalfOf } from './forward.ts';
import { createRefusals, type RefuseAsked } from './refused-page.ts';
import { refuse } from './web-app-answer.ts';

export interface WebAppsOptions {
  readonly engine: EngineAddress;
  readonly login: OfficerLogin;
  /** Ends the officer's session, as the log-out of our own pages does. */
  readonly logOut: (request: Request, response: Response) => Promise<void>;
  readonly guard: Pick<FormGuard, 'ownOrigin'>;
  readonly cases: {
    readonly decide: Decide;
    readonly claim: (username: string, of: { applicationNumber: string; task: string }) => Promise<void>;
    readonly release: (username: string, of: { applicationNumber: string; task: string }) => Promise<void>;
    /** What a colleague wrote for who holds this task; undefined: nothing, or it is not theirs. */
    readonly taskNote: (username: string, task: string) => Promise<string | undefined>;
    readonly caseOfTask: (task: string) => Promise<string | undefined>;
    readonly webAppUser: (username: string) => Promise<WebAppUser>;
    readonly noteRefusal: (username: string, attempt: WebAppAttempt) => Promise<void>;
  };
  /** Public base URL of the office. */
  readonly baseUrl: string;
  readonly logger: Logger;
}

const PREFIX = '/operaton/';
const LARGEST_FORM = '64kb';
const NOT_OPEN =
  'Tindakan ini tidak dibuka di sini. Kerjakan tugas lewat formulirnya, atau buka berkasnya di meja petugas.';
const OTHERS_TASK =
  'Tugas hanya dapat Anda ambil untuk diri sendiri. Mintalah rekan mengambilnya, atau serahkan berkasnya di meja petugas.';

/**
 * The engine's Tasklist and Cockpit behind our log-in, at `/operaton/`; to be mounted at the root, before any body
 * parser and after the session. Requests pass by an allow-list; what a person decides, takes or gives back goes through
 * the use cases of the office instead of the engine; what a colleague wrote for the holder of a task is put into its
 * form, because the process carries no words of officers. What is refused is answered so that the Tasklist shows it,
 * and journalled when somebody tried to change something.
 */
export function createWebApps(options: WebAppsOptions): Router {
  const { login, guard, cases, logger } = options;
  const { refuse, serve } = createRefusals(options.baseUrl);
  const forward = createForwarding({
    engine: options.engine,
    secure: options.baseUrl.startsWith('https:'),
    logger,
    refuse,
  });
  const router = express.Router({ caseSensitive: true, strict: true });
  const act = createActs(options);

  const note = async (username: string, asked: AskedFor): Promise<void> => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(asked.method)) return;
    await cases.noteRefusal(username, { act: actOf(asked), task: taskOf(asked) });
  };

  const enter: RequestHandler = async (request, response, next) => {
    const username = await login.whoIs(request);
    if (username === undefined) return sendToLogIn(request, response);
    const user = await cases.webAppUser(username);
    const asked = askedFor(request);
    if (!isPlainPath(request.originalUrl.split('?', 1)[0] ?? '')) {
      await note(username, asked);
      return refuse(request, response, 400, 'UNREADABLE', 'Alamat ini tidak terbaca. Mulailah dari daftar tugas.');
    }
    const treatment = treatmentOf(asked, { worksInLane: user.lanes.length > 0, isAdmin: user.isAdmin });
    if (treatment.kind === 'pass') {
      if (['POST', 'PUT'].includes(asked.method)) await readBody(request, response);
      if (asked.method === 'PUT') request.body = ONCE_MORE;
      if (addressHoldsExpression(request.originalUrl) || holdsExpression(request.body)) {
        await note(username, asked);
        return refuse(request, response, 403, 'NOT_OPEN_HERE', NOT_OPEN);
      }
      const task = taskOfForm(asked);
      const written = task === undefined ? undefined : await cases.taskNote(username, task);
      const change = written === undefined ? undefined : (body: string) => withNote(body, written);
      return forward(request, response, onBehalfOf(user), next, change);
    }
    if (treatment.kind === 'refuse') {
      await note(username, asked);
      return refuse(request, response, 403, 'NOT_OPEN_HERE', NOT_OPEN);
    }
    await act(request, response, username, treatment);
  };

  const begin: RequestHandler = async (request, response) => {
    const username = await login.whoIs(request);
    response.redirect(303, username === undefined ? logInAddress(PREFIX) : homeOf(await cases.webAppUser(username)));
  };

  router.use(serve);
  router.all(/^\/operaton\/?$/, begin);
  router.all(/^\/operaton\//, guard.ownOrigin, enter);
  router.use(answerError(logger, refuse));
  return router;
}

/** The web app that this person may open; who may open none is sent to their own place by the log-in. */
function homeOf({ lanes, isAdmin }: WebAppUser): string {
  if (lanes.length > 0) return `${PREFIX}app/tasklist/default/`;
  return isAdmin ? `${PREFIX}app/cockpit/default/` : '/masuk';
}

/** What the office does in the engine's place. The answers are those that the engine would give: none. */
function createActs({ cases, logOut }: WebAppsOptions) {
  return async (request: Request, response: Response, username: string, treatment: Treatment): Promise<void> => {
    const asked = treatment;
    if (asked.kind === 'log-out') {
      await logOut(request, response);
      return void response.status(204).end();
    }
    const { task } = asked as Extract<Treatment, { task: string }>;
    await readBody(request, response);
    // A task that nobody has seen has no case; the use case refuses and journals it like one that is gone.
    const applicationNumber = (await cases.caseOfTask(task)) ?? '';
    const of = { applicationNumber, task };
    if (asked.kind === 'decide') await cases.decide(username, { ...of, answer: readFormAnswer(request.body) });
    else if (asked.kind === 'release') await cases.release(username, of);
    else {
      const to = readUserId(request.body);
      if (to === null && asked.kind === 'assign') await cases.release(username, of);
      else if (to === username) await cases.claim(username, of);
      else {
        await cases.noteRefusal(username, { act: actOf(askedFor(request)), task });
        return refuse(response, 403, 'NOT_FOR_OTHERS', OTHERS_TASK);
      }
    }
    response.status(204).end();
  };
}

/**
 * All that an admin may PUT: a failed job runs again. The engine takes a new due date beside it, also of a timer that has
 * not failed, and with that a term of the applicant would end at once, or never.
 */
const ONCE_MORE = { retries: 1 };

const parseJson = express.json({ limit: LARGEST_FORM, type: () => true, verify: refuseNulInJson });

/** Throws what the parser throws, with its status. */
function readBody(request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) =>
    parseJson(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('the body could not be read'));
    }),
  );
}

const onBehalfOf = ({ username, lanes, isAdmin }: WebAppUser): OnBehalfOf => ({
  username,
  groups: [...lanes, ...(isAdmin ? ['admin'] : [])],
});

function askedFor(request: Request): AskedFor {
  return { method: request.method, path: request.path.slice(PREFIX.length) };
}

/**
 * A page goes to the log-in and comes back; after 401 an open page of the web apps goes there by itself (their
 * config.js).
 */
function sendToLogIn(request: Request, response: Response): void {
  const isPage =
    request.method === 'GET' &&
    /^\/operaton\/app\/\w+\/default\/?$/.test(request.path) &&
    Boolean(request.accepts('html'));
  if (isPage) return response.redirect(303, logInAddress(request.originalUrl));
  refuse(response, 401, 'NOT_LOGGED_IN', 'Waktu masuk Anda sudah habis. Masuk dahulu, lalu ulangi.');
}

/** Express knows an error handler by its four parameters. */
function answerError(logger: Logger, refuse: RefuseAsked): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    if (error instanceof Refused) return refuse(request, response, error.status, error.code, error.remedy);
    if (error instanceof Refusal) return refuse(request, response, 409, error.code, error.sentence);
    if (error instanceof NotNow) return refuse(request, response, 409, 'NOT_NOW', error.remedy);
    if (error instanceof Failure) return refuse(request, response, 503, error.code, FAILURES[error.code].officer);
    const status: unknown = error instanceof Error ? Reflect.get(error, 'status') : undefined;
    if (typeof status === 'number' && status >= 400 && status < 500)
      return refuse(
        request,
        response,
        status,
        'UNREADABLE',
        'Permintaan ini tidak terbaca. Muat ulang halaman, lalu ulangi.',
      );
    logger.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a request to the web apps failed');
    refuse(
      request,
      response,
      500,
      'BROKEN',
      'Terjadi gangguan di pihak kami. Coba lagi; bila berulang, hubungi admin.',
    );
  };
}
