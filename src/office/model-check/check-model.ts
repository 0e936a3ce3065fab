import { readDecisions } from '../../process/memory/decisions.ts';
import { Findings } from '../../process/memory/findings.ts';
import type { Model } from '../../process/process.ts';
import { readDiagram } from '../../process/model/read-diagram.ts';
import { readForm, type Form } from '../../process/model/read-forms.ts';
import { readTables } from '../../process/model/read-tables.ts';
import { checkForms } from './check-forms.ts';
import { checkJobs } from './check-jobs.ts';
import { checkPeople } from './check-people.ts';
import { checkSop } from './check-sop.ts';
import { checkStructure } from './check-structure.ts';
import { checkTables } from './check-tables.ts';
import { checkWalk } from './check-walk.ts';
import { Report, type Finding } from './finding.ts';
import type { Subject } from './subject.ts';

const BROKEN =
  'Berkas ini rusak dan tidak dapat dibaca. Buka dan simpan lagi dengan Modeler, atau kembalikan versi sebelumnya.';

/**
 * Everything that is wrong with diagram, tables and forms, before any engine sees them: in Indonesian, by file and
 * element, with what to do. No fault: the model keeps what SOP, law and the programs expect of it.
 */
export async function checkModel(model: Model): Promise<Finding[]> {
  const report = new Report();
  const subject = await read(model, report);
  if (subject === undefined) return report.findings;
  checkStructure(subject);
  checkSop(subject);
  checkJobs(subject);
  checkPeople(subject);
  checkTables(subject);
  const met = checkWalk(subject).metWith;
  checkForms(subject, met);
  return report.findings;
}

async function read({ resources }: Model, report: Report): Promise<Subject | undefined> {
  const filesOf = (ending: string) => resources.filter(({ name }) => name.endsWith(ending));
  const [bpmn] = filesOf('.bpmn');
  const [dmn] = filesOf('.dmn');
  if (bpmn === undefined || dmn === undefined || filesOf('.bpmn').length > 1 || filesOf('.dmn').length > 1) {
    report.fault(
      'bpmn/',
      null,
      'Di sini harus ada tepat satu diagram (.bpmn) dan satu tabel (.dmn). Pindahkan yang lain.',
    );
    return undefined;
  }
  const { diagram, complaints } = await readDiagram(bpmn.content);
  const tables = await readTables(dmn.content);
  const forms = filesOf('.form').flatMap((file) => formOf(file, report));
  for (const complaint of complaints) report.fault(bpmn.name, null, sentenceFor(complaint));
  for (const complaint of tables.complaints) report.fault(dmn.name, null, sentenceFor(complaint));
  if (diagram === undefined) report.fault(bpmn.name, null, BROKEN);
  if (tables.decisions.length === 0) report.fault(dmn.name, null, BROKEN);
  if (diagram === undefined || tables.decisions.length === 0) return undefined;
  const findings = new Findings();
  const decisions = await readDecisions([dmn], findings);
  return {
    diagram,
    file: bpmn.name,
    tables: tables.decisions,
    tablesFile: dmn.name,
    decisions,
    forms,
    report,
  };
}

function formOf({ name, content }: Model['resources'][number], report: Report): Form[] {
  const read = readForm(name, content);
  if (read.form !== undefined) return [read.form];
  report.fault(
    name,
    read.place ?? null,
    read.place === undefined
      ? BROKEN
      : 'Bagian formulir ini tidak seperti yang dikenal program. Hapus, lalu tambahkan lagi.',
  );
  return [];
}

/** The reader of the XML speaks English and knows no names. */
function sentenceFor(complaint: string): string {
  const [, id] = /unresolved reference <([^>]*)>/.exec(complaint) ?? [];
  return id === undefined
    ? `Berkas ini tidak terbaca seluruhnya (${complaint}). Buka dan simpan lagi dengan Modeler.`
    : `Gambar atau alur menunjuk "${id}", yang tidak ada di proses. Hapus gambarnya atau kembalikan elemennya.`;
}
