import { markupOf } from '../../documents/markup.ts';

/** A small picture that says why the asked one is not there; shown in its place inside a form of Tasklist. */
export function explainingPicture(text: string): string {
  const lines = wrapped(text, 56);
  const height = 64 + lines.length * 24;
  const rows = lines.map((line, i) => `<text x="24" y="${48 + i * 24}">${markupOf(line)}</text>`).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="560" height="${height}" viewBox="0 0 560 ${height}" font-family="system-ui, 'Segoe UI', sans-serif" font-size="16" fill="#1d2733"><rect x="1" y="1" width="558" height="${height - 2}" rx="8" fill="#f4f6f7" stroke="#8a99a3"/>${rows}</svg>`;
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
