/**
 * Runs the parts side by side; when one fails, waits for the others, so that the closing list knows all that was
 * opened.
 */
export async function allOrNothing<T extends readonly (() => Promise<unknown>)[]>(
  parts: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<ReturnType<T[K]>> }> {
  const settled = await Promise.allSettled(parts.map((part) => part()));
  const failed = settled.find((part) => part.status === 'rejected');
  if (failed !== undefined) throw failed.reason as Error;
  return settled.map((part) => (part.status === 'fulfilled' ? part.value : undefined)) as {
    [K in keyof T]: Awaited<ReturnType<T[K]>>;
  };
}
