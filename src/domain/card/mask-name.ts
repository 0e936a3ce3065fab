/** "DAMAR PAMUNGKAS" becomes "D•••• P••••••••": whoever has the paper sees that it fits, nobody learns a name. */
export function maskName(name: string): string {
  return name
    .split(' ')
    .map((word) => {
      const [first = '', ...rest] = [...word];
      return first + rest.map((letter) => (/[\p{L}\p{M}\p{N}]/u.test(letter) ? '•' : letter)).join('');
    })
    .join(' ');
}
