/** What bpmnlint's rules ask for, in words for the owner of the diagram; by rule. */
const SENTENCES: Readonly<Record<string, string>> = {
  'conditional-flows': 'Alur yang keluar dari sini belum bersyarat. Isi syaratnya atau jadikan alur baku.',
  'end-event-required': 'Tidak ada kejadian akhir. Tambahkan akhirnya.',
  'event-based-gateway': 'Gerbang kejadian harus punya paling sedikit dua kejadian tanpa syarat. Lengkapi.',
  'event-sub-process-typed-start-event': 'Awal subproses kejadian belum punya pemicu. Pilih pesan atau galat.',
  'fake-join': 'Beberapa alur bertemu di sini tanpa gerbang. Pertemukan dahulu di gerbang kecil.',
  global: 'Pesan atau galat ini tidak dipakai, atau namanya dipakai dua kali. Hapus yang tidak dipakai.',
  'label-required': 'Elemen ini belum bernama. Beri nama.',
  'no-bpmndi': 'Elemen ini tidak digambar. Gambar atau hapus.',
  'no-complex-gateway': 'Gerbang jenis ini tidak dipakai. Pakai gerbang eksklusif.',
  'no-disconnected': 'Elemen ini tidak terhubung. Hubungkan dengan alur, atau hapus.',
  'no-duplicate-sequence-flows': 'Ada dua alur yang sama. Hapus salah satunya.',
  'no-gateway-join-fork': 'Gerbang ini sekaligus mempertemukan dan memecah alur. Pisahkan menjadi dua gerbang.',
  'no-implicit-end': 'Alur berhenti di sini tanpa kejadian akhir. Hubungkan ke langkah berikutnya atau ke akhir.',
  'no-implicit-split': 'Alur terpecah di sini tanpa gerbang. Pasang gerbang.',
  'no-implicit-start': 'Tidak ada alur yang masuk ke sini. Hubungkan dari langkah sebelumnya, atau hapus.',
  'no-inclusive-gateway': 'Gerbang inklusif tidak dipakai. Pakai gerbang eksklusif.',
  'no-overlapping-elements': 'Elemen ini menutupi elemen lain, atau keluar dari lajurnya. Geser.',
  'single-blank-start-event': 'Ada lebih dari satu awal. Sisakan satu.',
  'single-event-definition': 'Kejadian ini punya lebih dari satu pemicu. Sisakan satu.',
  'start-event-required': 'Tidak ada kejadian awal. Kembalikan awalnya.',
  'sub-process-blank-start-event': 'Awal subproses tidak boleh punya pemicu. Hapus pemicunya.',
  'superfluous-gateway': 'Gerbang ini tidak mempertemukan dan tidak memecah apa pun. Hapus gerbangnya.',
  'superfluous-label': 'Nama pada alur ini tidak diperlukan. Hapus namanya.',
  'superfluous-termination': 'Akhir dengan penghentian tidak diperlukan di sini. Pakai kejadian akhir biasa.',
  'camunda-compat/element-type': 'Elemen jenis ini tidak dapat dijalankan. Ganti dengan elemen lain.',
  'camunda-compat/feel': 'Ada rumus yang tidak dapat dibaca pada elemen ini. Perbaiki rumusnya.',
  'camunda-compat/error-reference': 'Kejadian galat ini belum memilih galat dengan kode. Pilih galatnya.',
  'camunda-compat/message-reference': 'Kejadian ini belum memilih pesan. Pilih pesannya.',
  'camunda-compat/subscription': 'Pesan ini belum punya "Subscription correlation key". Isi dengan =applicationNumber.',
  'camunda-compat/timer': 'Waktu pada elemen ini bukan lama waktu yang benar. Tulis misalnya P3D atau PT5M.',
  'camunda-compat/user-task-form': 'Formulir tugas ini belum dipilih dengan benar. Pilih formulirnya.',
};

/** A sentence about what a rule of bpmnlint has found; its own English where we have none. */
export function sentenceFor(rule: string, message: string): string {
  return (
    SENTENCES[rule] ??
    `Pengaturan elemen ini tidak dapat dijalankan mesin proses (${message}). Perbaiki di panel sifatnya.`
  );
}
