import { isEventApplication } from '../domain/events/from-application.ts';
import { kkNumberHints } from '../domain/kk-number.ts';
import { nikHints } from '../domain/nik.ts';
import { isSiakAway } from '../domain/failures.ts';
import type { CaseRecord, Store } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { readCardsBefore } from './cards-before.ts';
import { getRequirements } from './get-requirements.ts';
import type { CaseReference } from './case-reference.ts';
import { validateEvents } from './validate-events.ts';

/** Automatic check before step 2: hints for the officer; hard faults never come here, the portal refuses them. */
export function validateApplication(
  dependencies: Pick<Dependencies, 'store' | 'engine' | 'siak' | 'documents' | 'settings' | 'now'>,
) {
  const { store } = dependencies;
  const requirementsOf = getRequirements(dependencies);
  return async ({ applicationNumber }: CaseReference): Promise<void> => {
    const record = await store.cases.get(applicationNumber);
    if (isEventApplication(record.application)) {
      const { stops, warnings } = (await validateEvents(dependencies, record)).assessment;
      return store.transaction((tables) => noteValidated(tables, applicationNumber, stops.length + warnings.length));
    }
    const [findings, requirements] = await Promise.all([
      findingsOf(dependencies, record),
      requirementsOf(record.reason, record.elements),
    ]);
    const { requiredDocuments, ktpAffected } = requirements;
    const cardsBeforeSha256 = await keptCards(dependencies, record);
    await store.transaction(async (tables) => {
      await tables.cases.change(applicationNumber, {
        findings,
        ...(cardsBeforeSha256 === undefined ? {} : { cardsBeforeSha256 }),
        requiredDocuments,
        ktpAffected,
        kkNumber: record.kkNumber ?? record.application.kkNumber ?? (await numberInSiak(dependencies, record)),
      });
      await noteValidated(tables, applicationNumber, findings.length);
    });
  };
}

/** The cards as SIAK has them, kept for the rules that compare with them; undefined where SIAK gave none. */
async function keptCards(
  { siak, documents, now }: Pick<Dependencies, 'siak' | 'documents' | 'now'>,
  { applicationNumber, application }: CaseRecord,
): Promise<string | undefined> {
  if (!siak.reads) return undefined;
  const before = await readCardsBefore({ siak, now }, applicationNumber, application);
  if (!before.read) return undefined;
  return (await documents.put(Buffer.from(JSON.stringify(before)))).sha256;
}

/** Of a lost or damaged card whose number nobody remembers: by the NIK of the people who stand on it. */
async function numberInSiak(
  { siak }: Pick<Dependencies, 'siak'>,
  { reason, application: { members } }: CaseRecord,
): Promise<string | null> {
  if ((reason !== 'hilang' && reason !== 'rusak') || !siak.reads) return null;
  try {
    for (const { nik } of members) {
      const card = await siak.cardOf(nik);
      if (card !== undefined) return card.kkNumber;
    }
  } catch (error) {
    if (!isSiakAway(error)) throw error;
  }
  return null;
}

async function noteValidated(tables: Store, applicationNumber: string, findings: number): Promise<void> {
  // The engine works on the case, so it has it: also when its answer to the start was lost.
  await tables.cases.takenUp(applicationNumber);
  await tables.journal.write({
    applicationNumber,
    actor: 'sistem',
    event: 'application-validated',
    step: null,
    detail: { findings },
  });
}

async function findingsOf(
  dependencies: Pick<Dependencies, 'siak'>,
  { applicationNumber, application }: CaseRecord,
): Promise<string[]> {
  const { members, applicant, kkNumber } = application;
  const findings = members.flatMap((member, i) => nikHints(member.nik, {}).map((hint) => `Anggota ${i + 1}: ${hint}.`));
  if (kkNumber !== undefined) findings.push(...kkNumberHints(kkNumber).map((hint) => `${hint}.`));
  if (!members.some((member) => member.nik === applicant.nik))
    findings.push('Pemohon tidak tercantum di daftar anggota keluarga: periksa surat kuasa (F-1.07).');
  return [...findings, ...(await siakFindings(dependencies, applicationNumber, application))];
}

async function siakFindings(
  { siak }: Pick<Dependencies, 'siak'>,
  applicationNumber: string,
  { members, kkNumber, address }: CaseRecord['application'],
): Promise<string[]> {
  if (!siak.reads)
    return ['SIAK tidak dibaca program ini: cocokkan NIK, nama, dan Nomor KK setiap anggota langsung di SIAK.'];
  const claims = members.map(({ nik, name, shdk }) => ({ nik, name, shdk, kkNumber: kkNumber ?? null }));
  try {
    const checks = await siak.check(claims, { ownReference: applicationNumber, address });
    return checks.flatMap((check, i) => {
      if (!check.known) return [`Anggota ${i + 1}: NIK tidak ditemukan di SIAK.`];
      const hints: string[] = [];
      if (!check.nameMatches) hints.push(`Anggota ${i + 1}: nama berbeda dengan SIAK.`);
      if (!check.kkMatches && kkNumber !== undefined) hints.push(`Anggota ${i + 1}: Nomor KK berbeda dengan SIAK.`);
      return hints;
    });
  } catch (error) {
    // A hint that cannot be had delays no case: the officer is asked to look in SIAK.
    if (isSiakAway(error))
      return ['SIAK tidak menjawab saat pemeriksaan otomatis: cocokkan NIK dan nama langsung di SIAK.'];
    throw error;
  }
}
