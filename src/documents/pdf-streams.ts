import { createInflate } from 'node:zlib';

/** Beyond this a stream is a picture, or a bomb; objects are never that many. */
const BYTES_PER_STREAM = 8 * 1024 * 1024;
const BYTES_PER_FILE = 160 * 1024 * 1024;
/** A small file may unpack to so much, and to so many times its size more: seconds of processor cost megabytes. */
const BYTES_OF_SMALL_FILE = 64 * 1024 * 1024;
const TIMES_ITS_SIZE = 20;
const STREAMS_PER_FILE = 5_000;
/** Of what is inflated at once: in the small pieces that are usual a bomb keeps the collector busy. */
const CHUNK_BYTES = 512 * 1024;

/**
 * Viewers pass over what stands behind the word, to the end of its line. It is looked at and not taken: another word of
 * the same line, in or behind a dictionary, begins a stream too.
 */
const BEGIN = /(?<!end)stream(?!\w)(?=([^\r\n]{0,200}(?:\r\n|\n|\r)?))/g;

export interface PdfStream {
  /** Everything between the stream before and this one: its dictionary is in it, wherever a forger says it begins. */
  readonly dictionary: string;
  /** Inflated, at most 8 MB; empty when it is not Flate. */
  readonly content: Buffer;
  /** All of it was inflated without an error. */
  readonly complete: boolean;
}

/** Every place where a stream may begin, whatever the cross-reference table says. 'too much' ends it. */
export async function* pdfStreams(bytes: Buffer, text: string): AsyncGenerator<PdfStream | 'too much'> {
  const most = Math.min(BYTES_PER_FILE, BYTES_OF_SMALL_FILE + TIMES_ITS_SIZE * bytes.length);
  let total = 0;
  let count = 0;
  let after = 0;
  for (const match of text.matchAll(BEGIN)) {
    const end = match.index + match[0].length;
    const begin = end + match[1]!.length;
    const { content, complete } = isZlib(bytes, begin)
      ? await inflate(bytes.subarray(begin))
      : { content: Buffer.alloc(0), complete: false };
    yield { dictionary: text.slice(after, match.index), content, complete };
    after = end;
    total += content.length;
    count += 1;
    if (total > most || count > STREAMS_PER_FILE) yield 'too much';
  }
}

/** RFC 1950: method 8, and a header that is a multiple of 31. */
function isZlib(bytes: Buffer, at: number): boolean {
  if (at + 2 > bytes.length) return false;
  return (bytes.readUInt8(at) & 0x0f) === 8 && bytes.readUInt16BE(at) % 31 === 0;
}

async function inflate(input: Buffer): Promise<Pick<PdfStream, 'content' | 'complete'>> {
  const inflater = createInflate({ chunkSize: CHUNK_BYTES });
  inflater.end(input);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of inflater as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > BYTES_PER_STREAM) return { content: Buffer.concat(chunks), complete: false };
    }
    return { content: Buffer.concat(chunks), complete: true };
  } catch {
    return { content: Buffer.concat(chunks), complete: false };
  }
}
