/** A process of `lanes.ts`: is sent the path of a file below `test/`, runs it and sends the counts. */
import { closeWhatIsShared } from './at-end.ts';
import { runInOrder } from './run-files.ts';
import { keepClusterOpen } from './store/database.ts';

keepClusterOpen();
process.on('disconnect', () => void closeWhatIsShared().then(() => process.exit()));
process.on('message', (file: string) => {
  void runInOrder([file], { timeout: 20_000, slow: 2_000 }).then((counts) => process.send?.(counts));
});
