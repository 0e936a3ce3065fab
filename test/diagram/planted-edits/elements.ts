import { BPMN, addedElement, addedFlow, all, bpmn, inFile, incoming, finding, type PlantedEdit } from './editing.ts';

export const ELEMENTS: readonly PlantedEdit[] = [
  {
    edit: 'the card is sent once for each paper',
    change: bpmn(
      /(<bpmn:sendTask id="deliver-card"[\s\S]*?)(<\/bpmn:sendTask>)/,
      '$1<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=requiredDocuments" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>$2',
    ),
    expected: finding(/deliver-card/, /berulang/),
  },
  {
    edit: 'the head approves once for each element',
    change: bpmn(
      /(<bpmn:userTask id="approve-signing"[\s\S]*?)(<\/bpmn:userTask>)/,
      '$1<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=elements" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>$2',
    ),
    expected: finding(/approve-signing/, /berulang/),
  },
  {
    edit: 'a script declares every draft valid',
    change: all(
      addedElement(
        'lane-kasi',
        'auto-valid',
        '<bpmn:scriptTask id="auto-valid" name="Isi otomatis"><bpmn:extensionElements><zeebe:script expression="=&#34;valid&#34;" resultVariable="verification" /></bpmn:extensionElements><bpmn:incoming>verify-draft-to-draft-valid</bpmn:incoming><bpmn:outgoing>auto-valid-flow</bpmn:outgoing></bpmn:scriptTask>',
      ),
      addedFlow('auto-valid-flow', 'auto-valid', 'draft-valid'),
      bpmn(/(id="verify-draft-to-draft-valid"[^>]*targetRef=")draft-valid/, '$1auto-valid'),
      bpmn(
        /(<bpmn:exclusiveGateway id="draft-valid"[\s\S]*?<bpmn:incoming>)verify-draft-to-draft-valid/,
        '$1auto-valid-flow',
      ),
    ),
    expected: finding(/auto-valid/, /tidak dipakai di kantor ini/),
  },
  {
    edit: 'a second start leads straight into printing',
    change: all(
      addedElement(
        'lane-petugas-entri',
        'reprint',
        '<bpmn:startEvent id="reprint" name="Cetak ulang"><bpmn:outgoing>reprint-flow</bpmn:outgoing></bpmn:startEvent>',
      ),
      addedFlow('reprint-flow', 'reprint', 'return-to-render'),
      inFile(BPMN, incoming('return-to-render', 'reprint-flow')),
    ),
    expected: finding(/reprint/, /tepat satu awal/),
  },
  {
    edit: 'a mapping declares the draft valid',
    change: bpmn(
      /(id="approve-signing"[\s\S]*?<zeebe:ioMapping>)/,
      '$1<zeebe:output source="=&#34;valid&#34;" target="verification" />',
    ),
    expected: finding(/approve-signing/, /hanya boleh datang dari orang/),
  },
  {
    edit: 'a mapping carries the NIK into the process',
    change: bpmn(
      /(id="application-submitted"[\s\S]*?<zeebe:ioMapping>)/,
      '$1<zeebe:output source="=nik" target="nik" />',
    ),
    expected: finding(/application-submitted/, /"nik".*tidak dikenal/),
  },
  {
    edit: 'the elements that change are not given to the table',
    change: bpmn('<zeebe:output source="=elements" target="elements" />', ''),
    expected: finding(/determine-requirements/, /tidak mendapat alasan/),
  },
  {
    edit: 'a variable that decides a way is never set',
    change: bpmn('<zeebe:output source="=null" target="signing" />', ''),
    expected: finding(/withdrawal-too-late/, /belum mengisi signing/),
  },
  {
    edit: 'the hash that was judged is not handed on',
    change: bpmn(/(id="approve-signing"[\s\S]*?)<zeebe:output source="=draftSha256" target="draftSha256" \/>/, '$1'),
    expected: finding(/approve-signing/, /draftSha256 tidak diteruskan/),
  },
  {
    edit: 'the opening officer is not kept',
    change: bpmn(/(id="open-application"[\s\S]*?)<zeebe:output source="=entryOfficer" target="entryOfficer" \/>/, '$1'),
    expected: finding(/open-application/, /entryOfficer tidak diteruskan/),
  },
  {
    edit: 'the answer of the time before is still filled in',
    change: bpmn('<zeebe:input source="=null" target="examination" />', ''),
    expected: finding(/examine-application/, /Jawaban lama/),
  },
  {
    edit: 'a returned case goes to any officer',
    change: bpmn(/(id="examine-application"[\s\S]*?<zeebe:assignmentDefinition )assignee="=entryOfficer" /, '$1'),
    expected: finding(/examine-application/, /pemegang berkas/),
  },
  {
    edit: 'the group has a typing error',
    change: bpmn('candidateGroups="kasi"', 'candidateGroups="kasie"'),
    expected: finding(/verify-draft/, /kelompok "kasi"/),
  },
  {
    edit: 'two groups may verify',
    change: bpmn('candidateGroups="kasi"', 'candidateGroups="kasi,petugas-entri"'),
    expected: finding(/verify-draft/, /kelompok "kasi"/),
  },
  {
    edit: 'the head is named in person',
    change: bpmn('candidateGroups="kepala-dinas"', 'assignee="bambang" candidateGroups="kepala-dinas"'),
    expected: finding(/approve-signing/, /Assignee hanya boleh/),
  },
  {
    edit: 'no listener judges the verification',
    change: bpmn(
      /(id="verify-draft"[\s\S]*?)<zeebe:taskListener eventType="completing" type="judge-decision" retries="5" \/>/,
      '$1',
    ),
    expected: finding(/verify-draft/, /tidak akan dinilai/),
  },
  {
    edit: 'running cases get the newest form',
    change: bpmn('formId="periksa-berkas" bindingType="deployment"', 'formId="periksa-berkas"'),
    expected: finding(/examine-application/, /Binding: deployment/),
  },
  {
    edit: 'running cases get the newest table',
    change: bpmn('resultVariable="requiredDocuments" bindingType="deployment"', 'resultVariable="requiredDocuments"'),
    expected: finding(/determine-requirements/, /Binding: deployment/),
  },
  {
    edit: 'a form that does not exist',
    change: bpmn('formId="verifikasi-draf"', 'formId="verifikasi"'),
    expected: finding(/verify-draft/, /Formulir "verifikasi" tidak ada/),
  },
  {
    edit: 'a job that no program does',
    change: bpmn('type="sign-card"', 'type="sign-cards"'),
    expected: finding(/sign-card/, /"sign-cards" tidak dikenal/),
  },
  {
    edit: 'a message that has no text',
    change: bpmn('key="purpose" value="reminder"', 'key="purpose" value="undangan"'),
    expected: finding(/remind-applicant/, /Header "purpose"/),
  },
  {
    edit: 'the closing is announced as a withdrawal',
    change: bpmn('key="as" value="closed"', 'key="as" value="withdrawn"'),
    expected: finding(null, /as = closed/),
  },
  {
    edit: 'a job is tried once',
    change: bpmn('type="enter-siak" retries="5"', 'type="enter-siak" retries="1"'),
    expected: finding(/enter-siak/, /Retries/),
  },
  {
    edit: 'the retries are removed',
    change: bpmn('type="enter-siak" retries="5"', 'type="enter-siak"'),
    expected: finding(/enter-siak/, /Retries/),
  },
  {
    edit: 'a user task that no program judges',
    change: bpmn(/reach-applicant(?=")/g, 'cek-ulang'),
    expected: finding(/cek-ulang/, /belum dikenal program/),
  },
  {
    edit: 'a message is looked for by another variable',
    change: bpmn('correlationKey="=applicationNumber"', 'correlationKey="=reason"'),
    expected: finding(null, /dicari dengan nomor permohonan/),
  },
  {
    edit: 'a message has another name',
    change: bpmn('name="card-received"', 'name="kartu-diterima"'),
    expected: finding(null, /"kartu-diterima" tidak dikenal/),
  },
  {
    edit: 'the process is not executable',
    change: bpmn('isExecutable="true"', 'isExecutable="false"'),
    expected: finding(null, /Executable/),
  },
  {
    edit: 'the process has another id',
    change: bpmn(/id="penerbitan-kk"/, 'id="penerbitan-kk-2"'),
    expected: finding(null, /Id proses/),
  },
  {
    edit: 'a table that does not exist',
    change: bpmn('decisionId="persyaratan"', 'decisionId="syarat"'),
    expected: finding(/determine-requirements/, /"syarat" tidak ada/),
  },
  {
    edit: 'an element is drawn that is not there',
    change: bpmn(/<bpmn:serviceTask id="archive-case"[\s\S]*?<\/bpmn:serviceTask>/, ''),
    expected: finding(null, /"archive-case", yang tidak ada/),
  },
  {
    edit: 'the file ends in the middle',
    change: inFile(BPMN, (text) => text.slice(0, text.length / 2)),
    expected: finding(null, /rusak/),
  },
];
