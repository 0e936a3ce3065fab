import type { Request, Response } from 'express';
import type { Kit } from '../kit.ts';
import { mendable } from '../middleware/refused.ts';
import { showCase } from './case.ts';
import type { Box } from './case-boxes.ts';

/** The case page again, with what was typed in its box and above it why it was not taken. Throws every other error. */
export async function showTyped(
  kit: Kit,
  request: Request,
  response: Response,
  error: unknown,
  typed: { readonly box: Box; readonly typed: string },
): Promise<void> {
  const refusal = mendable(error, request);
  if (refusal === undefined) throw error;
  return showCase(kit, request, response, { status: refusal.status, refused: refusal.remedy, ...typed });
}
