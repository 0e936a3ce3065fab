import { kkNumberHints } from '../domain/kk-number.ts';
import { nikHints } from '../domain/nik.ts';
import { Failure } from '../domain/failures.ts';
import type { CaseRecord } from '../store/store.ts';
import type { Cases } from './cases.ts';
import type { Means } from './means.ts';
import { caseOf } from './applicant.ts';

/** Automatic check before step 2: hints for the officer; hard faults never come here, the portal refuses them. */
export function validate(means: Means): Cases['validate'] {
  const { store, engine } = means;
  return async ({ applicationNumber }, job) => {
    const record = await caseOf(means, applicationNumber, job.processInstanceKey);
    const [findings, requirements] = await Promise.all([
      findingsOf(means, record),
      engine.requirements(record.reason, record.elements),
    ]);
    const { requiredDocuments, ktpAffected } = requirements;
    await store.transaction(async (tables) => {
      await tables.cases.change(applicationNumber, {
        processInstanceKey: job.processInstanceKey,
        findings,
        requiredDocuments,
        ktpAffected,
        kkNumber: record.kkNumber ?? record.application.kkNumber ?? null,
      });
      await tables.journal.write({
        applicationNumber,
        actor: 'sistem',
        event: 'application-validated',
        step: null,
        detail: { findings: findings.length },
      });
    });
  };
}

async function findingsOf(means: Means, { applicationNumber, application }: CaseRecord): Promise<string[]> {
  const { members, applicant, kkNumber } = application;
  const findings = members.flatMap((member, i) => nikHints(member.nik, {}).map((hint) => `Anggota ${i + 1}: ${hint}.`));
  if (kkNumber !== undefined) findings.push(...kkNumberHints(kkNumber).map((hint) => `${hint}.`));
  if (!members.some((member) => member.nik === applicant.nik))
    findings.push('Pemohon tidak tercantum di daftar anggota keluarga: periksa surat kuasa (F-1.07).');
  return [...findings, ...(await siakFindings(means, applicationNumber, application))];
}

async function siakFindings(
  { siak }: Means,
  applicationNumber: string,
  { members, kkNumber, address }: CaseRecord['application'],
): Promise<string[]> {
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
    // A hint that cannot be had holds nobody up; the officer is told to look himself.
    if (error instanceof Failure && error.code === 'SIAK_UNREACHABLE')
      return ['SIAK tidak menjawab saat pemeriksaan otomatis: cocokkan NIK dan nama langsung di SIAK.'];
    throw error;
  }
}
