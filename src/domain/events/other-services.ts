import { INDONESIAN } from '../language/indonesian.ts';
import { fill } from '../language/placeholders.ts';
import { eventNamed } from './catalogue.ts';
import { textOfEvent } from './event.ts';
import type { OfficeRules } from './office-rules.ts';
import { SERVICES } from './services.ts';

/** Another service than the family card, which a resident may look for on this form. */
export interface OtherService {
  readonly name: string;
  readonly text: string;
  readonly where: string;
  /** What is got there for the family card; none where the card needs nothing of it. */
  readonly bring: string | undefined;
  /** Whether something can be done at the form meanwhile. */
  readonly here: string;
}

const { advice, events } = INDONESIAN;

/**
 * The other services, in the order in which residents look for them. Where an event of the form speaks of the service,
 * its own sentence stands here too.
 */
export function otherServices(office: OfficeRules): readonly OtherService[] {
  return [
    {
      name: advice['other.akta-kelahiran'],
      text: textOfEvent(eventNamed('bayi-lahir'), office),
      where: SERVICES['akta-kelahiran'].where,
      bring: advice['kutipan-akta-kelahiran'],
      here: choosing(office.birth === 'kk-first' ? 'other.here-now' : 'other.here-then', 'tile.bayi-lahir'),
    },
    {
      name: advice['other.akta-kematian'],
      text: textOfEvent(eventNamed('anggota-meninggal'), office),
      where: SERVICES['akta-kematian'].where,
      bring: advice['kutipan-akta-kematian'],
      here: choosing('other.here-now', 'tile.ada-yang'),
    },
    {
      name: advice['other.ktp-el'],
      text: advice['other.ktp-el.text'],
      where: SERVICES['ktp-el'].where,
      bring: undefined,
      here: advice['other.here-first'],
    },
    {
      name: advice['other.kia'],
      text: advice['other.kia.text'],
      where: SERVICES['ktp-el'].where,
      bring: undefined,
      here: advice['other.here-first'],
    },
    {
      name: advice['other.pindah-keluar'],
      text: textOfEvent(eventNamed('pindah-keluar'), office),
      where: SERVICES['pindah-keluar'].where,
      bring: advice['skpwni-surat-keterangan-pindah'],
      here: choosing('other.here-then', 'tile.pindah-alamat'),
    },
    {
      name: events['pindah-datang.title'],
      text: textOfEvent(eventNamed('pindah-datang'), office),
      where: SERVICES['pindah-datang'].where,
      bring: undefined,
      here: advice['other.not-here'],
    },
    {
      name: advice['other.pencatatan-sipil'],
      text: advice['other.pencatatan-sipil.text'],
      where: SERVICES['pencatatan-sipil'].where,
      bring: undefined,
      here: advice['other.here-any'],
    },
    {
      name: advice['other.kua'],
      text: advice['other.kua.text'],
      where: SERVICES.kua.where,
      bring: undefined,
      here: choosing('other.here-then', 'tile.menikah'),
    },
    {
      name: advice['other.pengadilan'],
      text: advice['other.pengadilan.text'],
      where: SERVICES.pengadilan.where,
      bring: undefined,
      here: advice['other.here-any'],
    },
    {
      name: advice['other.loket'],
      text: advice['other.loket.text'],
      where: SERVICES['loket-disdukcapil'].where,
      bring: undefined,
      here: advice['other.not-here'],
    },
  ];
}

const choosing = (sentence: 'other.here-now' | 'other.here-then', tile: keyof typeof events & `tile.${string}`) =>
  fill(advice[sentence], { tile: events[tile] });
