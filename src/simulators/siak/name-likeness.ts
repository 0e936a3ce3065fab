/** Likeness of two names in percent, 100 for equal letters: pairs of neighbouring letters in common (Dice). */
export function nameLikeness(a: string, b: string): number {
  const one = plain(a);
  const other = plain(b);
  if (one === other) return 100;
  const pairs = pairsOf(one);
  const others = pairsOf(other);
  let common = 0;
  for (const pair of pairs) {
    const at = others.indexOf(pair);
    if (at < 0) continue;
    common += 1;
    others.splice(at, 1);
  }
  const total = pairs.length + pairsOf(other).length;
  return total === 0 ? 0 : Math.min(99, Math.round((200 * common) / total));
}

const plain = (text: string) => text.toUpperCase().replace(/\s+/g, ' ').trim();
const pairsOf = (text: string) => Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
