import type { RequestHandler } from 'express';
import type { CaseFile } from '../../cases/view-case.ts';
import { documentLabel } from '../../domain/document-kinds.ts';
import { numberOf, postedForm, text, type Kit } from '../kit.ts';

/** Longer than anything that is accepted: the use case says that it is too long. */
const LONGEST_VALUE = 200;
const MOST_SIGNERS = 40;

/** POST /meja/berkas/:number/terbaca: what stands on a paper, as the officer reads it. */
export function readingPost(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { username, fields } = postedForm(kit, request);
    const number = numberOf(request);
    const field = (name: string) => text(fields.get(name)).slice(0, LONGEST_VALUE);
    const signedBy = fields.getAll('tandatangan').slice(0, MOST_SIGNERS);
    await kit.cases.recordReading(username, number, field('dokumen'), {
      about: field('tentang'),
      name: field('nama'),
      nik: field('nik'),
      date: field('tanggal'),
      witnesses: field('saksi'),
      ...(fields.get('diperiksa') === 'ya' ? { signedBy } : {}),
    });
    response.redirect(303, `/meja/berkas/${number}#isi-dokumen`);
  };
}

/** Papers whose content may be noted down, with what was; nothing for an element-based case. */
export function readingView({ family, papers, task, ownFamily }: CaseFile): Record<string, unknown> {
  if (family === null || papers.length === 0) return { readings: null };
  const nameOf = (nik: string) => family.people.find((person) => person.nik === nik)?.name ?? nik;
  return {
    readings: {
      open: task?.element === 'examine-application' && !ownFamily,
      people: family.people,
      papers: papers.map(({ id, kind }, i) => {
        const reading = family.readings.get(id);
        const { about, reads, signedBy, witnesses } = reading ?? {};
        return {
          id,
          label: `${i + 1}. ${documentLabel(kind)}`,
          noted: [
            ...(about === undefined ? [] : [`tentang ${nameOf(about)}`]),
            ...(reads?.name === undefined ? [] : [`nama ${reads.name}`]),
            ...(reads?.nik === undefined ? [] : [`NIK ${reads.nik}`]),
            ...(reads?.date === undefined ? [] : [`tanggal ${reads.date}`]),
            ...(signedBy === undefined
              ? []
              : [`ditandatangani ${signedBy.length === 0 ? 'tidak seorang pun' : signedBy.map(nameOf).join(', ')}`]),
            ...(witnesses === undefined ? [] : [`${witnesses} saksi`]),
          ].join('; '),
        };
      }),
    },
  };
}
