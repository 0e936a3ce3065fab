const ENTER = [0x0d, 0x0a];
const BACKSPACE = [0x7f, 0x08];
const CTRL_C = 0x03;
const CTRL_D = 0x04;
const LONGEST = 1024;

/** Whoever was asked pressed Ctrl-C, or there is nothing more to read. */
export class NothingTyped extends Error {
  override name = 'NothingTyped';
}

/**
 * Asks questions whose answers nobody may read over a shoulder, in a list of processes or in the shell's history: they
 * are typed on the terminal without echo, or come line by line from another program.
 */
export class SecretReader {
  readonly #input: NodeJS.ReadStream;
  readonly #say: (text: string) => void;
  /** What came after the last line end. */
  #rest: number[] = [];
  #ended = false;

  constructor(input: NodeJS.ReadStream, say: (text: string) => void) {
    this.#input = input;
    this.#say = say;
  }

  /** The bytes that were typed, without the line end; the receiver overwrites them. Throws NothingTyped. */
  async ask(question: string): Promise<Buffer> {
    this.#say(question);
    const terminal = this.#input.isTTY ? this.#input : undefined;
    terminal?.setRawMode(true);
    try {
      const line = await this.#line(terminal !== undefined);
      return Buffer.from(line);
    } finally {
      terminal?.setRawMode(false);
      this.#say('\n');
    }
  }

  #line(edited: boolean): Promise<number[]> {
    return new Promise((resolve, reject) => {
      const line: number[] = [];
      const done = (finish: () => void) => {
        // Paused before anything else happens: what is pasted after the line end belongs to the next question.
        this.#input.off('data', read).off('end', ended).pause();
        finish();
      };
      const take = (bytes: readonly number[]): boolean => {
        for (const [at, byte] of bytes.entries()) {
          if (ENTER.includes(byte)) {
            this.#rest = bytes.slice(byte === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : at + 1);
            done(() => resolve(line));
            return true;
          }
          if (edited && (byte === CTRL_C || byte === CTRL_D)) {
            done(() => reject(new NothingTyped('nothing typed')));
            return true;
          }
          if (edited && BACKSPACE.includes(byte)) removeCharacter(line);
          else if (line.length < LONGEST) line.push(byte);
        }
        return false;
      };
      const read = (chunk: Buffer) => void take([...chunk]);
      const ended = () => {
        this.#ended = true;
        done(() => (line.length > 0 ? resolve(line) : reject(new NothingTyped('nothing typed'))));
      };
      const rest = this.#rest;
      this.#rest = [];
      if (take(rest)) return;
      if (this.#ended) return ended();
      this.#input.on('data', read).on('end', ended).resume();
    });
  }
}

/** The last character of UTF-8: its first byte is not a continuation byte. */
function removeCharacter(line: number[]): void {
  while (((line.pop() ?? 0) & 0xc0) === 0x80);
}
