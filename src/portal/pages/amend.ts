import express, { Router, type RequestHandler, type Response } from 'express';
import { AmendmentRefused } from '../../cases/not-possible.ts';
import type { OwnEvents } from '../../cases/view-own-events.ts';
import { paperLabel } from '../../domain/document-kinds.ts';
import { eventNamed } from '../../domain/events/catalogue.ts';
import { textOfEvent } from '../../domain/events/event.ts';
import type { OfficeRules } from '../../domain/events/office-rules.ts';
import type { FieldFault } from '../../domain/field-fault.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { asStored, askedIn, choicesBeside, removedFrom, type AskedEvents } from '../events/asked-events.ts';
import { questionsIn } from '../events/describe-events.ts';
import { filledEvent } from '../events/filled-form.ts';
import type { Sent } from '../events/read-answers.ts';
import type { CaseKey } from '../middleware/case-access.ts';
import { languageOf } from '../middleware/language.ts';
import { problemOf } from '../middleware/problem-of.ts';
import { tellProblem } from '../middleware/tell-problem.ts';
import { showPersonal, type View } from '../view.ts';
import type { Act, Outcome } from './case-act.ts';

interface AmendPageDeps {
  readonly view: View;
  readonly cases: Pick<ApplicantCases, 'ownEvents' | 'complete' | 'track'>;
  readonly officeRules: OfficeRules;
  readonly readGuards: readonly RequestHandler[];
  readonly act: Act;
}

/** Twenty events with all their questions stay far below both. */
const LIMITS = { extended: false, limit: '256kb', parameterLimit: 2000 };

/**
 * The questions of the events once more, filled in, while an officer waits for a correction; an event can be added or
 * taken away. Works without scripts: what was written travels with every button.
 */
export function amendPages({ view, cases, officeRules, readGuards, act }: AmendPageDeps): Router {
  const form = express.urlencoded(LIMITS);
  const show = (response: Response, key: CaseKey, own: OwnEvents, asked: AskedEvents, refused?: AmendmentRefused) => {
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
        events: asked.events.map((one, i) => ({
          ...filledEvent(one, i, around),
          text: translate(textOfEvent(eventNamed(one.event), officeRules)),
          ...{ event: one.event, was: one.was ?? '', isNew: i === asked.newest },
        })),
        mayRemove: asked.events.length > 1,
        choices: choicesBeside(asked.events, questionsIn(language, officeRules)),
        removed: removedFrom(own, asked).map(({ place, title }) => ({ place, title: translate(title) })),
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
        const own = await cases.ownEvents(key.number, key.pin, key.from);
        show(response, key, own, asStored(own));
        return undefined;
      }),
    )
    .post(
      '/lacak/isian/kirim',
      ...readGuards,
      form,
      act(async (key, request, response) => {
        const own = await cases.ownEvents(key.number, key.pin, key.from);
        const asked = askedIn(own, request.body as Sent);
        if (asked.sends) {
          try {
            return await send(cases, key, asked);
          } catch (error) {
            if (!(error instanceof AmendmentRefused)) throw error;
            show(response, key, own, asked, error);
          }
        } else show(response, key, own, asked);
        return undefined;
      }),
    );
}

async function send(cases: AmendPageDeps['cases'], key: CaseKey, { events }: AskedEvents): Promise<Outcome> {
  const amendment = { events: events.map(({ event, data }) => ({ event, data })) };
  const { needless, elsewhere } = await cases.complete(key.number, key.pin, [], key.from, { amendment });
  const { state, missingDocuments } = await cases.track(key.number, key.pin, key.from);
  const documents = missingDocuments.map(({ label }) => label).join('; ');
  const lacks = state === 'waiting-for-applicant' && documents !== '';
  return {
    done: ({ tracking: say, papers, translate }) => [
      lacks ? say('done.amended-papers-missing', { documents }) : say('done.amended'),
      ...(needless.length === 0
        ? []
        : [
            say('done.amended-papers-needless', {
              documents: needless.map((kind) => paperLabel(papers, kind)).join('; '),
            }),
          ]),
      ...(elsewhere === null
        ? []
        : [say('done.amended-elsewhere', { text: translate(elsewhere.text), where: translate(elsewhere.where) })]),
    ],
  };
}
