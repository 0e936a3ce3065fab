import { isOverseer, type Person } from '../../domain/authority.ts';
import { mayAppoint, mayRecordAbsence, mayWithdraw } from '../../domain/duty.ts';
import { faultOfPeriod, type Period, type PeriodFault } from '../../domain/period.ts';
import { plainDateOf } from '../../domain/plain-date.ts';
import { NotNow } from '../cases.ts';
import type { DeskCases } from '../desk.ts';
import { attend, refusal } from './access.ts';
import { freeTasksOfAbsent } from './free-tasks.ts';
import type { DeskMeans } from './means.ts';

const REMEDIES: Record<PeriodFault, string> = {
  NO_DAY: 'Isi tanggal mulai dan tanggal akhir.',
  BACKWARDS: 'Tanggal akhir lebih dahulu daripada tanggal mulai. Tukar atau perbaiki tanggalnya.',
  OVER: 'Masa ini sudah lewat. Pilih tanggal akhir hari ini atau sesudahnya.',
  TOO_FAR: 'Masa ini lebih dari satu tahun ke depan. Periksa tahunnya.',
};

/** Absences of officers and letters of stand-ins, for the page that shows and changes them. */
export function duty(means: DeskMeans): DeskCases['duty'] {
  return async (username) => {
    const { store, now } = means;
    const { person, officer } = await attend(means, username);
    const [people, absences, letters] = await Promise.all([
      store.people.all(),
      store.people.absences(),
      store.people.delegations(),
    ]);
    const today = plainDateOf(now());
    const nameOf = (name: string) => people.find((one) => one.username === name)?.name ?? name;
    const isOfficer = (other: Person) => other.active && other.roles.length > 0 && !isOverseer(other);
    const recordable = people.filter((other) => isOfficer(other) && mayRecordAbsence(person, other));
    return {
      officer,
      today,
      absences: absences
        .filter(({ validTo }) => validTo >= today)
        .map((absence) => ({
          ...absence,
          name: nameOf(absence.person),
          recordedBy: nameOf(absence.recordedBy),
          mayEnd: recordable.some((other) => other.username === absence.person),
        })),
      mayRecordFor: recordable
        .toSorted((a, b) => Number(b.username === username) - Number(a.username === username))
        .map(({ username: login, name }) => ({ username: login, name })),
      letters: letters
        .filter(({ validTo }) => validTo >= today)
        .map(({ id, from, to, role, kind, validFrom, validTo }) => ({
          id,
          for: nameOf(from),
          name: nameOf(to),
          role,
          kind,
          validFrom,
          validTo,
          mayWithdraw: mayWithdraw({ from, kind }, username),
        })),
      mayAppoint: people
        .filter((other) => mayAppoint(person, other))
        .map(({ username: login, name }) => ({ username: login, name })),
    };
  };
}

export function recordAbsence(means: DeskMeans): DeskCases['recordAbsence'] {
  return async (username, { person, validFrom, validTo }) => {
    const { person: recorder } = await attend(means, username);
    const absentee = await means.store.people.find(person);
    if (absentee === undefined) throw new NotNow('Pilih petugas yang tidak bertugas.');
    if (!mayRecordAbsence(recorder, absentee))
      throw await refusal(
        means,
        { username, event: 'act-refused', asked: 'absence-recorded', applicationNumbers: [null] },
        'WRONG_ROLE',
      );
    requirePeriod(means, { validFrom, validTo });
    await means.store.transaction(async (tables) => {
      await tables.people.recordAbsence({ person, validFrom, validTo, recordedBy: username });
      await tables.journal.write({
        applicationNumber: null,
        actor: username,
        event: 'absence-recorded',
        step: null,
        detail: { person, validFrom, validTo },
      });
    });
    // At once where the engine answers; what it does not do now, the office does within half a minute.
    await freeTasksOfAbsent(means)().catch((error: unknown) =>
      means.logger.warn(
        { error: error instanceof Error ? error.name : 'unknown' },
        'tasks of an absent officer are freed later',
      ),
    );
  };
}

export function endAbsence(means: DeskMeans): DeskCases['endAbsence'] {
  return async (username, id) => {
    const { store, now } = means;
    const { person: recorder } = await attend(means, username);
    const absence = (await store.people.absences()).find((one) => one.id === id && one.validTo >= plainDateOf(now()));
    if (absence === undefined) throw new NotNow('Catatan ini sudah tidak berlaku. Muat ulang halaman.');
    const absentee = await store.people.find(absence.person);
    if (absentee === undefined || !mayRecordAbsence(recorder, absentee))
      throw await refusal(
        means,
        { username, event: 'act-refused', asked: 'absence-ended', applicationNumbers: [null] },
        'WRONG_ROLE',
      );
    const { person, validFrom, validTo } = absence;
    await store.transaction(async (tables) => {
      await tables.people.endAbsence(id);
      await tables.journal.write({
        applicationNumber: null,
        actor: username,
        event: 'absence-ended',
        step: null,
        detail: { person, validFrom, validTo },
      });
    });
  };
}

export function appoint(means: DeskMeans): DeskCases['appoint'] {
  return async (username, { to, validFrom, validTo }) => {
    const { person: head } = await attend(means, username);
    const standIn = await means.store.people.find(to);
    if (!head.roles.includes('kepala-dinas'))
      throw await refusal(
        means,
        { username, event: 'act-refused', asked: 'stand-in-appointed', applicationNumbers: [null] },
        'WRONG_ROLE',
      );
    if (standIn === undefined || !mayAppoint(head, standIn))
      throw new NotNow('Pilih pejabat aktif yang sertifikatnya terdaftar di BSrE.');
    requirePeriod(means, { validFrom, validTo });
    await means.store.transaction(async (tables) => {
      await tables.people.delegate({ from: username, to, role: 'kepala-dinas', kind: 'Plh', validFrom, validTo });
      await tables.journal.write({
        applicationNumber: null,
        actor: username,
        event: 'stand-in-appointed',
        step: null,
        detail: { to, kind: 'Plh', validFrom, validTo },
      });
    });
  };
}

export function withdrawLetter(means: DeskMeans): DeskCases['withdrawLetter'] {
  return async (username, id) => {
    await attend(means, username);
    const letter = (await means.store.people.delegations()).find((one) => one.id === id);
    if (letter === undefined) throw new NotNow('Surat ini sudah tidak berlaku. Muat ulang halaman.');
    if (!mayWithdraw(letter, username))
      throw await refusal(
        means,
        { username, event: 'act-refused', asked: 'stand-in-withdrawn', applicationNumbers: [null] },
        'WRONG_ROLE',
      );
    const { to, kind, validFrom, validTo } = letter;
    await means.store.transaction(async (tables) => {
      await tables.people.withdrawDelegation(id);
      await tables.journal.write({
        applicationNumber: null,
        actor: username,
        event: 'stand-in-withdrawn',
        step: null,
        detail: { to, kind, validFrom, validTo },
      });
    });
  };
}

function requirePeriod({ now }: DeskMeans, period: Period): void {
  const fault = faultOfPeriod(period, plainDateOf(now()));
  if (fault !== undefined) throw new NotNow(REMEDIES[fault]);
}
