import { Router, type Response } from 'express';
import { REASONS, type Reason } from '../../domain/application.ts';
import { paperLabel, type DocumentKind } from '../../domain/document-kinds.ts';
import { ELEMENT_CODES, type ElementCode } from '../../domain/elements.ts';
import type { Language } from '../../domain/language/language.ts';
import { SOP_STEPS } from '../../domain/sop.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { languageOf } from '../middleware/language.ts';
import { oncePerDay, publicPage } from '../public-page.ts';
import type { View } from '../view.ts';

type Ask = ApplicantCases['requirements'];
interface Book {
  readonly reasons: readonly { readonly reason: Reason; readonly papers: readonly DocumentKind[] }[];
  readonly elements: readonly {
    readonly element: ElementCode;
    readonly papers: readonly DocumentKind[];
    readonly ktp: boolean;
  }[];
}
const KEPT_MS = 10 * 60_000;

/** The first page: what this is, what to have at hand, and the two ways on. */
export function startPage(view: View, ask: Ask): Router {
  const readBook = keptBook(ask);
  const minutes = SOP_STEPS.reduce((sum, { minutes }) => sum + minutes, 0);
  let made: { readonly of: Book | undefined; readonly html: (response: Response) => string } | undefined;
  return Router().get(
    '/',
    publicPage(async (response) => {
      const of = await readBook();
      if (made === undefined || made.of !== of)
        made = {
          of,
          html: oncePerDay((page) => {
            const language = languageOf(page);
            const book = of === undefined ? null : bookIn(language, of);
            return view(page, 'start', { title: language.titles('title.start'), minutes, book });
          }),
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
  const reasons = REASONS.map(async (reason) => ({ reason, papers: (await ask(reason, [])).requiredDocuments }));
  const elements = ELEMENT_CODES.map(async (element) => {
    const { requiredDocuments, ktpAffected } = await ask('perubahan-data', [element]);
    return { element, papers: requiredDocuments.filter((kind) => !basic.includes(kind)), ktp: ktpAffected };
  });
  return { reasons: await Promise.all(reasons), elements: await Promise.all(elements) };
}

function bookIn({ names, papers }: Language, { reasons, elements }: Book) {
  const labels = (kinds: readonly DocumentKind[]) => kinds.map((kind) => paperLabel(papers, kind));
  return {
    reasons: reasons.map(({ reason, papers: needed }) => ({
      label: names(`reason.${reason}`),
      papers: labels(needed),
      byElement: reason === 'perubahan-data',
    })),
    elements: elements.map(({ element, papers: needed, ktp }) => ({
      label: names(`element.${element}`),
      papers: labels(needed),
      ktp,
    })),
  };
}
