import pg from 'pg';

export interface Size {
  readonly open: number;
  readonly ended: number;
}

/** Given names as they are common in Java: the first of each list stand for many people, the last for few. */
const FIRST =
  'Siti Sri Muhammad Agus Nur Dwi Eko Tri Budi Slamet Endang Wahyu Dewi Bambang Suparno Sumarni Ratna Joko Rina Yuli Hadi Lestari Purwanto Ngatini Wagiran Tukiyem Mujiono Sarjono Widodo Anisa'.split(
    ' ',
  );
const LAST =
  'Rahayu Lestari Santoso Wibowo Nugroho Setiawan Hidayat Kurniawan Utami Handayani Susanto Prasetyo Wulandari Saputra Hartono Pratiwi Riyadi Suryani Mulyani Gunawan Purnomo Astuti Kusuma Permana Yulianti Widiastuti Raharjo Prihatin Suhartini Winarno'.split(
    ' ',
  );

/**
 * Fills an empty, migrated database with invented cases: `ended` that are archived, closed or withdrawn over six years,
 * and `open` with one open task each, four in five of them in the first lane. The rows are of the width of real ones,
 * and names repeat as they do among people. Triggers are off while it lasts; the narrow index is filled as migration
 * 097 does.
 */
export async function fillCases(url: string, { open, ended }: Size, progress: (text: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const step = async (text: string, sql: string, values: readonly unknown[] = []) => {
    const begin = performance.now();
    await client.query(sql, [...values]);
    progress(`${text}: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  };
  try {
    await client.query('select setseed(0.4)');
    await client.query(`
      insert into people (username, name, roles, nip, signer_nik, active)
      select 'petugas.' || n, 'Petugas ' || n, array[case when n <= 8 then 'petugas-entri' when n <= 10 then 'kasi' when n = 11 then 'kepala-dinas' else 'petugas-cetak' end], null, null, true
      from generate_series(1, 12) n`);
    for (const table of ['cases', 'decisions', 'journal'])
      await client.query(`alter table ${table} disable trigger all`);
    await step(
      'berkas',
      `insert into cases (application_number, application, reason, elements, state, kk_number, whatsapp, entry_officer, signed_sha256, draft_sha256, idempotency_key, request_sha256, submitted_at, taken_up_at)
       select 'KK-' || to_char(day, 'YYMMDD') || '-' || translate(lpad(upper(to_hex(n)), 6, '0'), 'ILOU', '1100'),
         jsonb_build_object('reason', reason, 'kkNumber', kk, 'statement', true,
           'applicant', jsonb_build_object('name', head, 'nik', nik || '0001', 'whatsapp', '08' || lpad((1100000000 + n * 37)::text, 10, '0')),
           'address', jsonb_build_object('street', 'Padukuhan ' || last, 'rt', '3', 'rw', '12', 'kalurahan', kalurahan),
           'members', jsonb_build_array(
             jsonb_build_object('name', head, 'nik', nik || '0001', 'shdk', 'KEPALA KELUARGA'),
             jsonb_build_object('name', spouse, 'nik', nik || '0002', 'shdk', 'ISTRI'),
             jsonb_build_object('name', child, 'nik', nik || '0003', 'shdk', 'ANAK')),
           'changes', jsonb_build_array(jsonb_build_object('member', 0, 'element', 'pendidikan', 'from', 'SLTA/SEDERAJAT', 'to', 'DIPLOMA IV/STRATA I', 'basis', repeat('Ijazah sarjana ', 12)))),
         reason, array['pendidikan'], case when n > $2::int then 'examination' when n % 20 = 0 then 'closed' when n % 33 = 0 then 'withdrawn' else 'archived' end,
         kk, '+628' || lpad((1100000000 + n * 37)::text, 10, '0'), 'petugas.' || (1 + n % 8), case when n > $2::int then null else md5(n::text) || md5('s' || n) end, null,
         'bench-' || n, md5(n::text) || md5('r' || n), day, day
       from (
         select n, kk, nik, kalurahan, reason, last,
           first || ' ' || last as head, ($3::text[])[1 + floor(30 * power(random(), 2))::int] || ' ' || last as spouse,
           ($3::text[])[1 + floor(30 * power(random(), 2))::int] || ' ' || ($4::text[])[1 + floor(30 * random())::int] as child,
           case when n > $2::int then now() - interval '3 days' * random() else now() - interval '4 days' - interval '6 years' * ($2::int - n) / greatest($2::int, 1) end as day
         from (
           select n, '3402' || lpad((1 + n % 17)::text, 2, '0') || lpad((n * 7919 % 10000000000)::text, 10, '0') as kk,
             '3402' || lpad((1 + n % 17)::text, 2, '0') || lpad((n * 104729 % 1000000)::text, 6, '0') as nik,
             '34.02.' || lpad((1 + n % 17)::text, 2, '0') || '.200' || (1 + n % 4) as kalurahan,
             (array['perubahan-data', 'perubahan-data', 'perubahan-data', 'hilang', 'rusak', 'baru'])[1 + n % 6] as reason,
             ($3::text[])[1 + floor(30 * power(random(), 2))::int] as first, ($4::text[])[1 + floor(30 * random())::int] as last
           from (select g::bigint as n from generate_series(1, $1::int + $2::int) g) counted
         ) drawn
       ) people_of_case`,
      [open, ended, FIRST, LAST],
    );
    await step(
      'isi permohonan yang dapat dicari',
      `
      insert into application_index (application_number, applicant_nik, niks, kalurahan, applicant_name, words)
      select application_number, application->'applicant'->>'nik', texts_of(application, 'lax $.members[*].nik'),
        application->'address'->>'kalurahan', application->'applicant'->>'name', application_words(application)
      from cases`,
    );
    await step(
      'indeks pencarian',
      `
      insert into case_index (application_number, submitted_at, ended, state, reason, kalurahan, applicant_name, entry_officer, words)
      select c.application_number, c.submitted_at, c.state in ('archived', 'closed', 'withdrawn'), c.state, c.reason,
        c.application->'address'->>'kalurahan', c.application->'applicant'->>'name', c.entry_officer, case_words(c)
      from cases c`,
    );
    await step(
      'tugas',
      `
      insert into work_list (task_id, application_number, element, lane, assignee, created_at, ended_at, ended_as)
      select 't-' || c.application_number || '-' || step, c.application_number,
        (array['open-application', 'examine-application', 'verify-draft', 'approve-signing'])[step],
        (array['petugas-entri', 'petugas-entri', 'kasi', 'kepala-dinas'])[step], null, c.submitted_at + step * interval '10 minutes',
        c.submitted_at + step * interval '12 minutes', 'completed'
      from cases c, generate_series(1, 4) step where c.state <> 'examination' or step = 1`,
    );
    await step(
      'tugas terbuka',
      `
      insert into work_list (task_id, application_number, element, lane, assignee, created_at)
      select 'o-' || application_number, application_number,
        case when n % 5 > 0 then (case when n % 2 = 0 then 'examine-application' else 'open-application' end) when n % 10 = 0 then 'verify-draft' else 'approve-signing' end,
        case when n % 5 > 0 then 'petugas-entri' when n % 10 = 0 then 'kasi' else 'kepala-dinas' end,
        case when n % 7 = 0 then 'petugas.' || (1 + n % 8) end, submitted_at + interval '20 minutes'
      from (select application_number, submitted_at, row_number() over () as n from cases where state = 'examination') o`,
    );
    await step(
      'keputusan',
      `
      insert into decisions (application_number, step, element, decided_by, decided_at, task_id, answer)
      select c.application_number, (array[2, 3, 5, 7])[step], (array['open-application', 'examine-application', 'verify-draft', 'approve-signing'])[step],
        'petugas.' || (array[1 + length(c.application_number) % 8, 1 + length(c.application_number) % 8, 9, 11])[step],
        c.submitted_at + step * interval '12 minutes', 't-' || c.application_number || '-' || step,
        (array['{}', '{"examination": "complete"}', '{"verification": "valid"}', '{"signing": "approved"}'])[step]::jsonb
      from cases c, generate_series(1, 4) step where c.state <> 'examination' or step = 1`,
    );
    await step(
      'jurnal',
      `
      insert into journal (id, at, application_number, actor, event, step, detail, previous_hash, hash)
      select n, submitted_at, application_number, 'petugas.1', event, null, '{"as": "petugas-entri"}',
        md5('h' || (n - 1)) || md5('g' || (n - 1)), md5('h' || n) || md5('g' || n)
      from (
        select row_number() over () as n, application_number, submitted_at, event
        from cases, unnest(array['application-submitted', 'case-viewed', 'decision-recorded']) event
      ) rows`,
    );
    for (const table of ['cases', 'decisions', 'journal'])
      await client.query(`alter table ${table} enable trigger all`);
    await step('statistik', 'vacuum analyze');
  } finally {
    await client.end();
  }
}
