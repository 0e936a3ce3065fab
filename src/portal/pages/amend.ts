import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { AmendmentRefused } from '../../cases/not-possible.ts';
import type { OwnEvents } from '../../cases/view-own-events.ts';
import type { FieldFault } from '../../domain/field-fault.ts';
import type { Language } from '../../domain/language/language.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { askedOf, filledEvent } from '../events/filled-form.ts';
import { answersIn, type Sent } from '../events/read-answers.ts';
import type { CaseKey } from '../middleware/case-access.ts';
import { languageOf } from '../middleware/language.ts';
import { problemOf } from '../middleware/problem-of.ts';
import { tellProblem } from '../middleware/tell-problem.ts';
import { showPersonal, type View } from '../view.ts';

interface AmendPageDeps {
  readonly view: View;
  readonly cases: Pick<ApplicantCases, 'ownEvents' | 'complete' | 'track'>;
  readonly readGuards: readonly RequestHandler[];
  /** Runs one action of the case's page; undefined: the action has answered itself. */
  readonly act: (
    action: (
      key: CaseKey,
      request: Request,
      response: Response,
    ) => Promise<{ readonly done: (language: Language) => string } | undefined>,
  ) => RequestHandler;
}

/** Twenty events with all their questions stay far below both. */
const LIMITS = { extended: false, limit: '256kb', parameterLimit: 2000 };

/** The questions of the events once more, filled in, while an officer waits for a correction. Works without scripts. */
export function amendPages({ view, cases, readGuards, act }: AmendPageDeps): Router {
  const form = express.urlencoded(LIMITS);
  const show = (response: Response, key: CaseKey, own: OwnEvents, refused?: AmendmentRefused) => {
    const faults: readonly FieldFault[] = refused?.faults ?? [];
    const language = languageOf(response);
    const { translate, titles } = language;
    const around = { people: new Map(own.people.map(({ name, nik }) => [nik, name])), faults, translate };
    const problem = refused === undefined ? null : problemOf(refused);
    showPersonal(
      response,
      view(response, 'amend', {
        title: titles('title.amend', { number: key.number }),
        number: key.number,
        pin: key.pin,
        problem: problem === null ? null : tellProblem(problem, language),
        people: own.people,
        events: own.events.map((declared, i) => filledEvent(declared, i, around)),
      }),
      problem?.status ?? 200,
    );
  };
  return Router()
    .post(
      '/lacak/isian',
      ...readGuards,
      form,
      act(async (key, _request, response) => {
        show(response, key, await cases.ownEvents(key.number, key.pin, key.from));
        return undefined;
      }),
    )
    .post(
      '/lacak/isian/kirim',
      ...readGuards,
      form,
      act(async (key, request, response) => {
        const own = await cases.ownEvents(key.number, key.pin, key.from);
        const typed = { ...own, events: eventsIn(own, request.body as Sent) };
        try {
          await cases.complete(key.number, key.pin, [], key.from, { amendment: { events: typed.events } });
        } catch (error) {
          if (!(error instanceof AmendmentRefused)) throw error;
          show(response, key, typed, error);
          return undefined;
        }
        const { state, missingDocuments } = await cases.track(key.number, key.pin, key.from);
        const documents = missingDocuments.map(({ label }) => label).join('; ');
        const lacks = state === 'waiting-for-applicant' && documents !== '';
        return {
          done: ({ tracking: say }) =>
            lacks ? say('done.amended-papers-missing', { documents }) : say('done.amended'),
        };
      }),
    );
}

/** The events stay what they are; their answers are those that were sent. */
function eventsIn({ events }: OwnEvents, sent: Sent): OwnEvents['events'] {
  return events.map(({ event, data }, i) => ({
    event,
    data: answersIn(askedOf(event), `/events/${i}/data`, sent, data),
  })) as unknown as OwnEvents['events'];
}
