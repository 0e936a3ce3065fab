/** A process of `lanes.ts`: is sent the path of a file below `test/`, runs it and sends the counts. */
import { closeWhatIsShared } from './at-end.ts';
import { runInOrder } from './run-files.ts';
import { keepClusterOpen } from './store/database.ts';

/** A test that takes so long hangs; a machine that others keep busy is no reason to fail. */
const HANGS_MS = 900_000;

keepClusterOpen();
process.on('disconnect', () => void closeWhatIsShared().then(() => process.exit()));
process.on('message', (file: string) => {
  void runInOrder([file], { timeout: HANGS_MS, slow: 2_000 }).then((counts) => process.send?.(counts));
});
