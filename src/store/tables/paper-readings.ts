import type { Knex } from 'knex';
import type { PaperReadingRecord, PaperReadings } from '../paper-readings.ts';

export function paperReadingsTable(database: Knex): PaperReadings {
  return {
    async add(reading) {
      await database('paper_readings').insert(reading);
    },
    async newest(applicationNumber) {
      return database('paper_readings')
        .distinctOn('paperId')
        .where({ applicationNumber })
        .orderBy([{ column: 'paperId' }, { column: 'id', order: 'desc' }])
        .select<PaperReadingRecord[]>('paperId', 'content', 'readBy', 'readAt');
    },
  };
}
