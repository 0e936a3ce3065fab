import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { detailText } from '../../src/auditor/questions/detail-text.ts';
import type { PasswordRefusal } from '../../src/cases/change-password.ts';
import type { LogInRefusal } from '../../src/cases/log-in.ts';
import { FAILURES } from '../../src/domain/failures.ts';
import { eventText } from '../../src/domain/labels.ts';
import { OFFICER_ROLES, OVERSIGHT_ROLES } from '../../src/domain/process.ts';
import { labelsIn } from '../../src/process/element-labels.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
/** Kebab-case or UPPER_SNAKE: what a program reads. */
const CODE = /\b[a-z]+(?:-[a-z]+)+\b|\b[A-Z]{2,}(?:_[A-Z]+)+\b|\b(?:WRONG|LOCKED|OBVIOUS)\b/;
/** Words of the language that look like one. */
const spoken = (text: string) => text.replaceAll(/\bKTP-el\b|\bberkali-kali\b|\bpetugas-petugas\b/g, '');
const read = (folder: string) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8'))
    .join('\n');
const found = (source: string, pattern: RegExp) => [...source.matchAll(pattern)].map(([, code]) => code!);

describe('The details of a journal entry for the auditor', () => {
  const sources = read('src/cases') + read('src/office');

  it('name what was asked for and refused, whatever the use case', () => {
    const asked = new Set([
      ...found(sources, /\basked(?:: | = )'([a-z-]+)'/g),
      ...found(
        sources,
        /\b(?:openCase|openForAct|openToPassOn|refuseOwnFamily|requireDeskRole|requireAdmin|acting|openItem|enter|refuse)\([^;'{}]*?(?:\[[^\]]*\], )?'([a-z]+(?:-[a-z]+)+)'/g,
      ),
    ]);
    expect(asked.size).to.be.greaterThan(40);
    expect([...asked].filter((code) => CODE.test(spoken(detailText({ asked: code }))))).to.deep.equal([]);
    expect(detailText({ asked: 'pin-renewed', because: 'WRONG_ROLE' })).to.match(
      /^yang diminta: PIN baru diberikan setelah KTP-el dilihat; Keputusan ini bukan/,
    );
  });

  it('stand beside an event that has a name', () => {
    const events = new Set(found(sources + read('workers'), /\bevent: '([a-z-]+)'/g));
    expect(events.size).to.be.greaterThan(60);
    expect([...events].filter((event) => eventText(event) === event)).to.deep.equal([]);
  });

  it('say why: every failure, every refusal of the log-in and of a new password, and those of no case', () => {
    const entry: Record<LogInRefusal | PasswordRefusal, true> = {
      ...{ WRONG: true, TOO_MANY_TRIES: true, LOCKED: true, LEFT_OFFICE: true, PASSWORD_EXPIRED: true },
      ...{ TOO_SHORT: true, TOO_LONG: true, TOO_SIMPLE: true, HOLDS_NAME: true, OBVIOUS: true, SAME_AS_BEFORE: true },
    };
    const others = found(sources, /\bbecause: '([A-Z_]+)'/g);
    expect(others).to.include.members(['NOT_OPEN_HERE', 'DEMO_PASSWORD']);
    const codes = [...Object.keys(FAILURES), ...Object.keys(entry), ...others];
    expect(codes.filter((code) => detailText({ because: code }) === code)).to.deep.equal([]);
  });

  it('say how somebody came in, what they are, and at which step of the diagram', async () => {
    const ways = found(sources, /(?:\bdetail: |'logged-in', )\{[^}]*?\b(?:by|from): '([\w-]+)'/g);
    expect(ways).to.have.members(['password', 'identity-provider', 'terminal', 'PEOPLE_FILE']);
    for (const way of ways) expect(detailText({ by: way }), way).to.not.equal(`dengan: ${way}`);
    const roles = [...OFFICER_ROLES, ...OVERSIGHT_ROLES];
    expect(detailText({ roles })).to.equal(
      'peran: Petugas layanan & entri, Petugas cetak, Kasi/Kabid, Kepala Dinas, Auditor, Admin',
    );
    const diagram = readFileSync(path.join(ROOT, 'bpmn', 'penerbitan-kk.bpmn'), 'utf8');
    const labels = await labelsIn(diagram);
    for (const id of found(diagram, /<bpmn:\w*[tT]ask id="([^"]+)"/g)) {
      expect(labels.get(id)?.name, id).to.be.a('string');
      expect(detailText({ at: id }), id).to.not.equal(`pada langkah: ${id}`);
    }
    expect(detailText({ at: 'sign-card' })).to.equal(`pada langkah: ${labels.get('sign-card')!.name}`);
  });

  it('leave names, days and marks as they are, and say nothing of what no reader knows', () => {
    const detail = { person: 'sri.wahyuni', validFrom: '2026-11-28', validTo: '2026-11-29', task: 'a1b2', layer: 3 };
    expect(detailText(detail)).to.equal('petugas: sri.wahyuni; mulai: 2026-11-28; sampai: 2026-11-29; lapisan: 3');
    expect(detailText({ roles: [] })).to.equal('');
  });
});
