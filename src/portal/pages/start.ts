import { Router, type Response } from 'express';
import { REASONS, REASON_LABELS } from '../../domain/application.ts';
import { documentLabel } from '../../domain/document-kinds.ts';
import { ELEMENTS, type ElementCode } from '../../domain/elements.ts';
import { SOP_STEPS } from '../../domain/sop.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { languageOf } from '../middleware/language.ts';
import { oncePerDay, publicPage } from '../public-page.ts';
import type { View } from '../view.ts';

type Ask = ApplicantCases['requirements'];
interface Book {
  readonly reasons: readonly {
    readonly label: string;
    readonly papers: readonly string[];
    readonly byElement: boolean;
  }[];
  readonly elements: readonly { readonly label: string; readonly papers: readonly string[]; readonly ktp: boolean }[];
}
const KEPT_MS = 10 * 60_000;

/** The first page: what this is, what to have at hand, and the two ways on. */
export function startPage(view: View, ask: Ask): Router {
  const book = keptBook(ask);
  const minutes = SOP_STEPS.reduce((sum, { minutes }) => sum + minutes, 0);
  let made: { readonly of: Book | undefined; readonly html: (response: Response) => string } | undefined;
  return Router().get(
    '/',
    publicPage(async (response) => {
      const of = await book();
      if (made === undefined || made.of !== of)
        made = {
          of,
          html: oncePerDay((page) =>
            view(page, 'start', { title: languageOf(page).titles('title.start'), minutes, book: of ?? null }),
          ),
        };
      return made.html(response);
    }),
  );
}

/**
 * Which papers for what, asked of the process's own table and kept ten minutes. Undefined while the table cannot be
 * asked: the page goes without.
 */
function keptBook(ask: Ask): () => Promise<Book | undefined> {
  let kept: { readonly until: number; readonly book: Promise<Book | undefined> } | undefined;
  return () => {
    if (kept === undefined || kept.until < Date.now()) {
      const book = writeBook(ask).catch(() => {
        kept = undefined;
        return undefined;
      });
      kept = { until: Date.now() + KEPT_MS, book };
    }
    return kept.book;
  };
}

async function writeBook(ask: Ask): Promise<Book> {
  const basic = (await ask('perubahan-data', [])).requiredDocuments;
  const reasons = REASONS.map(async (reason) => ({
    label: REASON_LABELS[reason],
    papers: (await ask(reason, [])).requiredDocuments.map(documentLabel),
    byElement: reason === 'perubahan-data',
  }));
  const elements = ELEMENTS.map(async ({ code, label }) => {
    const { requiredDocuments, ktpAffected } = await ask('perubahan-data', [code satisfies ElementCode]);
    return {
      label,
      papers: requiredDocuments.filter((kind) => !basic.includes(kind)).map(documentLabel),
      ktp: ktpAffected,
    };
  });
  return { reasons: await Promise.all(reasons), elements: await Promise.all(elements) };
}
