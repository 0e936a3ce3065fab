import { PdfDefect } from './values.ts';

const SPACE: ReadonlySet<number | undefined> = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const DELIMITER = new Set(Buffer.from('()<>[]{}/%'));

export const isSpace = (byte: number | undefined): boolean => SPACE.has(byte);
/** Ends a name, number or keyword: white space, a delimiter or the end of the file. */
export const endsWord = (byte: number | undefined): boolean =>
  byte === undefined || SPACE.has(byte) || DELIMITER.has(byte);

/** A tagged card of twenty members has some 20 000. */
const MAX_VALUES = 100_000;

/** A place in the file that only moves forward: reading is linear, whatever the file says. */
export class Cursor {
  readonly bytes: Buffer;
  position: number;
  private values = 0;

  constructor(bytes: Buffer, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }
  get atEnd(): boolean {
    return this.position >= this.bytes.length;
  }
  peek(ahead = 0): number | undefined {
    return this.bytes[this.position + ahead];
  }
  skipSpace(): void {
    while (isSpace(this.bytes[this.position])) this.position += 1;
  }
  /** The word that begins here, without moving: 'obj', '12', 'trailer' ... At most 40 bytes. */
  word(): string {
    let end = this.position;
    while (end - this.position < 40 && !endsWord(this.bytes[end])) end += 1;
    return this.bytes.toString('latin1', this.position, end);
  }
  startsWith(text: string): boolean {
    return this.bytes.toString('latin1', this.position, this.position + text.length) === text;
  }
  expect(text: string, what: string): void {
    if (!this.startsWith(text)) throw this.defect(`${what}: "${text}" expected`);
    this.position += text.length;
  }
  /** A whole word: what follows is white space, a delimiter or the end. */
  expectWord(word: string, what: string): void {
    if (this.word() !== word) throw this.defect(`${what}: "${word}" expected`);
    this.position += word.length;
  }
  /** Called once for each value, so that a file of millions of tiny ones cannot fill the memory. */
  countValue(): void {
    this.values += 1;
    if (this.values > MAX_VALUES) throw this.defect('too many values');
  }
  /** CR LF, LF or CR; returns whether there was one. */
  skipLineEnd(): boolean {
    if (this.startsWith('\r\n')) this.position += 2;
    else if (this.peek() === 0x0a || this.peek() === 0x0d) this.position += 1;
    else return false;
    return true;
  }
  wholeNumber(what: string): number {
    const text = this.word();
    if (!/^\d{1,10}$/.test(text)) throw this.defect(`${what}: whole number expected`);
    this.position += text.length;
    return Number(text);
  }
  defect(reason: string): PdfDefect {
    return new PdfDefect(`${reason} (offset ${this.position})`);
  }
}
