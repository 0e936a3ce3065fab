import type { FeelFault } from '../../feel-syntax.ts';

/** A fault of a FEEL text for its writer. `place` names the field or cell. */
export function describeFault({ kind, near }: FeelFault, place: string): string {
  switch (kind) {
    case 'empty':
      return `Ekspresi FEEL pada ${place} masih kosong. Isi ekspresinya.`;
    case 'odd-name':
      return `Ekspresi FEEL pada ${place} memuat "${near}", yang bukan nama variabel. Mungkin ada tanda hitung atau tanda kutip yang terlewat.`;
    case 'unreadable':
      return near === ''
        ? `Ekspresi FEEL pada ${place} belum selesai. Periksa bagian akhirnya, misalnya kurung atau tanda kutip yang belum ditutup.`
        : `Ekspresi FEEL pada ${place} tidak dapat dibaca mulai dari "${near}". Perbaiki bagian itu.`;
  }
}
