/**
 * SHDK of a child that is born to somebody on a card, relative to the head (E03): ANAK of head or spouse, CUCU of a
 * child or menantu, FAMILI LAIN of other kin, LAINNYA of a person who is not kin.
 */
export function relationOfChildOf(parent: string): string {
  switch (parent) {
    case 'KEPALA KELUARGA':
    case 'SUAMI':
    case 'ISTRI':
      return 'ANAK';
    case 'ANAK':
    case 'MENANTU':
      return 'CUCU';
    case 'LAINNYA':
    case 'PEMBANTU':
      return 'LAINNYA';
    default:
      return 'FAMILI LAIN';
  }
}
