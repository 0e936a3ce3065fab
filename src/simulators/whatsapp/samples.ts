import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MEDIA_TYPES } from './inbound.ts';

const sample = (name: string) => readFileSync(path.join(import.meta.dirname, 'assets', name));
const SAMPLES = {
  /** One second of silence, Opus in Ogg. */
  audio: { bytes: sample('voice.ogg'), contentType: MEDIA_TYPES.audio, fileName: 'pesan-suara.ogg' },
  /** 512 x 512 on a transparent ground, as WhatsApp wants stickers. */
  sticker: { bytes: sample('sticker.webp'), contentType: MEDIA_TYPES.sticker, fileName: 'stiker.webp' },
} as const;

/** What the phone sends when nobody brought a recording or a sticker of their own. */
export const sampleOf = (kind: keyof typeof SAMPLES) => SAMPLES[kind];
