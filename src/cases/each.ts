/**
 * Does this with one after the other, though some fail, and throws the first failure when all were tried: one holds up
 * no other, and the duty is seen to fail all the same. A failure that would meet all of them (`endsAll`) is thrown at
 * once.
 */
export async function each<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
  endsAll: (error: unknown) => boolean = () => false,
): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items)
    try {
      await work(item);
    } catch (error) {
      if (endsAll(error)) throw error;
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}
