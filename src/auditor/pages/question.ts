import type { Request, RequestHandler, Response } from 'express';
import { REASON_LABELS, REASONS } from '../../domain/application.ts';
import { plainDateOf, printedDate } from '../../domain/plain-date.ts';
import { csvOf, type CsvCell } from '../../web/csv.ts';
import { readForm } from '../../web/form.ts';
import { NotFound, type AuditorKit } from '../kit.ts';
import { QUESTIONS } from '../questions/all.ts';
import { FIELD_NAMES, type Cell, type FieldName, type Question, type Sheet } from '../questions/question.ts';
import { emptyForm, readQuestion, type ReadQuestion, type Typed } from '../read-form.ts';

/** GET /auditor/tanya/:question: the form, with this month as its period. */
export function questionPage(kit: AuditorKit): RequestHandler {
  return async (request, response) => {
    await kit.audit.enter(kit.callerOf(request));
    await showQuestion(kit, request, response, { typed: emptyForm(kit.now()) });
  };
}

/**
 * POST /auditor/tanya/:question: the answer on the same page, or as a file. What was typed never stands in an address.
 */
export function askPost(kit: AuditorKit): RequestHandler {
  return async (request, response) => {
    const username = kit.callerOf(request);
    const question = questionOf(request);
    const { fields } = readForm(request);
    kit.guard.check(request, username, fields.get('token'));
    await kit.audit.enter(username);
    const empty = emptyForm(kit.now());
    const typed = Object.fromEntries(
      FIELD_NAMES.map((name) => [name, fields.get(name)?.trim().slice(0, 100) ?? empty[name]]),
    ) as Record<FieldName, string>;
    const officers = await kit.audit.officers();
    const { given, faults } = readQuestion(
      question,
      typed,
      officers.map((one) => one.username),
    );
    if (Object.keys(faults).length > 0) return showQuestion(kit, request, response, { typed, faults }, 422);
    const sheet = await question.ask(kit.audit, username, given);
    const form = fields.get('bentuk');
    if (form !== 'csv' && form !== 'pdf') return showQuestion(kit, request, response, { typed, sheet });
    response.attachment(`auditor-${question.slug}-${plainDateOf(kit.now())}.${form}`);
    if (form === 'pdf') {
      const auditor = officers.find((one) => one.username === username)?.name ?? username;
      return void response.type('application/pdf').send(await asReport(kit, { question, sheet, typed, auditor }));
    }
    response.type('text/csv; charset=utf-8').send(asFile(question, sheet));
  };
}

interface Shown {
  readonly typed: Typed;
  readonly faults?: ReadQuestion['faults'];
  readonly sheet?: Sheet;
}

async function showQuestion(
  { audit, view, guard, callerOf }: AuditorKit,
  request: Request,
  response: Response,
  { typed, faults = {}, sheet }: Shown,
  status = 200,
): Promise<void> {
  const question = questionOf(request);
  const officers = question.fields.includes('petugas') ? await audit.officers() : [];
  const html = view('question', {
    title: question.title,
    question,
    asks: Object.fromEntries(FIELD_NAMES.map((name) => [name, question.fields.includes(name)])),
    typed,
    faults: Object.fromEntries(FIELD_NAMES.map((name) => [name, faults[name] ?? ''])),
    officers,
    reasons: REASONS.map((code) => ({ code, label: REASON_LABELS[code] })),
    token: guard.token(request, response, callerOf(request)),
    sheet: sheet === undefined ? null : { ...sheet, tables: sheet.tables.map(shownTable) },
  });
  response.status(status).type('html').send(html);
}

function questionOf(request: Request): Question {
  const question = QUESTIONS.find(({ slug }) => slug === request.params['question']);
  if (question === undefined) throw new NotFound('Pertanyaan ini tidak ada. Mulailah dari halaman auditor.');
  return question;
}

function shownTable({ caption, columns, rows, empty }: Sheet['tables'][number]) {
  const isNumber = (column: number) => rows.some((row) => typeof row[column] === 'number');
  return {
    caption,
    columns: columns.map((title, i) => ({ title, number: isNumber(i) })),
    empty,
    rows: rows.map((row) => row.map(shownCell)),
  };
}

const NOTHING = { text: '', time: null, number: false, link: '', hash: '' };

function shownCell(cell: Cell) {
  if (cell === null) return NOTHING;
  if (cell instanceof Date) return { ...NOTHING, time: cell };
  if (typeof cell === 'number') return { ...NOTHING, number: true, text: cell.toLocaleString('id-ID') };
  if (typeof cell === 'string') return { ...NOTHING, text: cell };
  return 'case' in cell ? { ...NOTHING, link: cell.case } : { ...NOTHING, hash: cell.hash };
}

interface Answered {
  readonly question: Question;
  readonly sheet: Sheet;
  readonly typed: Typed;
  readonly auditor: string;
}

/** The answer as a document: who asked, when, of which days. */
function asReport({ view, press, now, officeName }: AuditorKit, { question, sheet, typed, auditor }: Answered) {
  const madeAt = now();
  const period = question.fields.includes('dari')
    ? `${printedDate(typed.dari)} sampai dengan ${printedDate(typed.sampai)}`
    : '';
  const body = view('report', {
    office: officeName,
    question,
    sheet: { ...sheet, tables: sheet.tables.map(shownTable) },
    auditor,
    madeAt,
    period,
  });
  return press.print({ title: question.title, body, madeOn: plainDateOf(madeAt) });
}

/** Title and sentence first, then each table under its caption. */
function asFile({ title }: Question, { summary, tables, cut }: Sheet): string {
  const plain = (cell: Cell): CsvCell =>
    cell === null || typeof cell !== 'object' || cell instanceof Date ? cell : 'case' in cell ? cell.case : cell.hash;
  return csvOf([
    [title],
    [summary],
    ...(cut ? [[CUT]] : []),
    ...tables.flatMap(({ caption, columns, rows }) => [[], [caption], columns, ...rows.map((row) => row.map(plain))]),
  ]);
}

const CUT = 'Daftar ini terpotong karena terlalu panjang. Persempit masanya.';
