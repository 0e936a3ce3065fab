import { Router } from 'express';
import { capitalised } from '../../domain/capitalised.ts';
import { Application, DeclaredMember } from '../../domain/application.ts';
import { SHDK } from '../../domain/code-lists.ts';
import type { OfficeRules } from '../../domain/events/office-rules.ts';
import { otherServices } from '../../domain/events/other-services.ts';
import { SCREEN_FORMS } from '../../domain/forms/screen-signature.ts';
import { KALURAHAN } from '../../domain/kalurahan.ts';
import { UPLOAD_LIMITS } from '../../documents/documents.ts';
import { UPLOAD_KEPT_MS } from '../../cases/keep-upload.ts';
import { formIn } from '../api/form-description.ts';
import { questionsIn, type EVENT_QUESTIONS } from '../events/describe-events.ts';
import { languageOf } from '../middleware/language.ts';
import { translateUnder } from '../../domain/language/translator.ts';
import { inPage } from '../in-page.ts';
import { oncePerDay, publicPage } from '../public-page.ts';
import type { View } from '../view.ts';

/** The tiles of the first question: one event each, or a group that opens. */
const tilesOf = (questions: typeof EVENT_QUESTIONS) =>
  questions.tiles.map(({ tile, events }) => {
    const choices = questions.events
      .filter(({ name }) => events.includes(name))
      .map(({ name, title, says }) => ({ name, title, says: capitalised(says.join(', ')) }));
    return choices.length === 1
      ? { tile, single: choices[0] }
      : { tile, events: choices, says: choices.map(({ title }) => title).join(' · ') };
  });

/** What a resident reads of another service. */
const OF_OTHERS = ['name', 'text', 'where', 'bring', 'here'];

const DAY_MS = 24 * 3_600_000;

/**
 * The form. Limits and patterns of its inputs come from the application's schema, so page and check cannot drift apart.
 */
export function applyPage(view: View, office: OfficeRules): Router {
  const { applicant, address } = Application.properties;
  const screenForms = office.formSignature === 'screen' ? SCREEN_FORMS : [];
  const content = {
    kapanewon: [...new Set(KALURAHAN.map(({ kapanewon }) => kapanewon))].map((name) => ({
      name,
      kalurahan: KALURAHAN.filter(({ kapanewon }) => kapanewon === name),
    })),
    longest: {
      name: applicant.properties.name.maxLength,
      whatsapp: applicant.properties.whatsapp.maxLength,
      street: address.properties.street.maxLength,
      memberName: DeclaredMember.properties.name.maxLength,
    },
    keptDays: UPLOAD_KEPT_MS / DAY_MS,
    limits: {
      files: UPLOAD_LIMITS.files,
      megabytes: UPLOAD_LIMITS.bytesPerFile / 1024 / 1024,
      accepted: UPLOAD_LIMITS.accepted.join(','),
    },
  };
  return Router().get(
    '/ajukan',
    publicPage(
      oncePerDay((response) => {
        const language = languageOf(response);
        const questions = questionsIn(language, office);
        return view(response, 'apply', {
          ...content,
          title: language.titles('title.apply'),
          question: questions.question,
          tiles: tilesOf(questions),
          others: translateUnder(otherServices(office), OF_OTHERS, language.translate),
          shdk: SHDK.map((code) => ({ code, label: language.names(`relation.${code}`) })),
          mayBeSignedOnScreen: screenForms.length > 0,
          description: inPage({ form: formIn(language), questions, screenForms }),
        });
      }),
    ),
  );
}
