const works: (() => Promise<unknown>)[] = [];

/** What the files of one process share is closed when the last of them has run. */
export const atEnd = (work: () => Promise<unknown>): void => void works.push(work);

export async function closeWhatIsShared(): Promise<void> {
  for (const work of works.splice(0).reverse()) await work().catch((error: unknown) => console.error(error));
}
