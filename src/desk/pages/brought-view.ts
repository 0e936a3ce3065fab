import type { CaseFile } from '../../cases/view-case.ts';
import type { ComparedPart } from '../../domain/card/compare-printed.ts';
import { elementOf } from '../../domain/elements.ts';

const FOUND_TEXT: Readonly<Record<ComparedPart['found'], string>> = {
  yes: 'terbaca di KK',
  no: 'tidak terbaca: bandingkan sendiri',
  unreadable: 'PDF tanpa teks: bandingkan sendiri',
};

/** The card from SIAK for the case page: what the case expects beside what the file says. */
export function broughtView({ brought, task, signedSha256 }: CaseFile): Record<string, unknown> {
  const waits = task?.element === 'bring-signed-card' && task.blocked === null;
  const card = brought !== null && (brought.taskId === task?.task || signedSha256 !== null) ? brought : null;
  const label = ({ what, member, element, label: named }: ComparedPart): string => {
    if (what === 'kk-number') return 'Nomor KK';
    if (what === 'nik') return `NIK anggota ${member! + 1}`;
    if (what === 'name') return `Nama anggota ${member! + 1}`;
    return element === null ? (named ?? '') : elementOf(element).label;
  };
  const expected = ({ what, member, element, label: named }: ComparedPart): string => {
    if (card === null) return '';
    const { kkNumber, people, changes } = card.expected;
    if (what === 'kk-number') return kkNumber ?? '';
    if (what === 'nik') return people[member!]?.nik ?? '';
    if (what === 'name') return people[member!]?.name ?? '';
    return (
      changes.findLast(
        (one) => one.member === member && (element === null ? one.label === named : one.element === element),
      )?.to ?? ''
    );
  };
  return {
    waitsForSiak: waits,
    brought:
      card === null
        ? null
        : {
            ...card,
            fits: card.comparison.verdict === 'fits',
            rows: card.comparison.parts.map((part) => ({
              label: label(part),
              expected: expected(part),
              good: part.found === 'yes',
              text: FOUND_TEXT[part.found],
            })),
          },
  };
}
