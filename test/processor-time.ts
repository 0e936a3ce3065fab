/**
 * Milliseconds of processor, all threads together, that this process spends on the act: the same whatever else the
 * machine does.
 */
export async function processorTime<T>(act: () => Promise<T>): Promise<{ result: T; milliseconds: number }> {
  const before = process.cpuUsage();
  const result = await act();
  const { user, system } = process.cpuUsage(before);
  return { result, milliseconds: (user + system) / 1000 };
}
