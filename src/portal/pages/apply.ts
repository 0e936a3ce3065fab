import { Router } from 'express';
import {
  Application,
  DeclaredChange,
  DeclaredMember,
  REASONS,
  REASON_LABELS,
  type Reason,
} from '../../domain/application.ts';
import { SHDK } from '../../domain/code-lists.ts';
import { KALURAHAN } from '../../domain/kalurahan.ts';
import { UPLOAD_LIMITS } from '../../documents/documents.ts';
import { showPublic, type View } from '../view.ts';

const EXPLANATIONS: Record<Reason, string> = {
  'perubahan-data': 'Ada isi KK yang berubah atau salah, misalnya pendidikan, pekerjaan, atau status perkawinan.',
  hilang: 'KK Anda hilang dan isinya tidak berubah.',
  rusak: 'KK Anda rusak dan isinya tidak berubah.',
  baru: 'Belum punya KK sendiri, atau kepala keluarga berganti.',
};

/** The form. Limits and patterns of its inputs come from the application's schema, so page and check cannot drift apart. */
export function applyPage(view: View): Router {
  const { applicant, address } = Application.properties;
  const content = {
    title: 'Ajukan permohonan',
    reasons: REASONS.map((code) => ({ code, label: REASON_LABELS[code], explanation: EXPLANATIONS[code] })),
    kapanewon: [...new Set(KALURAHAN.map(({ kapanewon }) => kapanewon))].map((name) => ({
      name,
      kalurahan: KALURAHAN.filter(({ kapanewon }) => kapanewon === name),
    })),
    shdk: SHDK,
    longest: {
      name: applicant.properties.name.maxLength,
      whatsapp: applicant.properties.whatsapp.maxLength,
      street: address.properties.street.maxLength,
      from: DeclaredChange.properties.from.maxLength,
      basis: DeclaredChange.properties.basis.maxLength,
      memberName: DeclaredMember.properties.name.maxLength,
    },
    limits: {
      files: UPLOAD_LIMITS.files,
      megabytes: UPLOAD_LIMITS.bytesPerFile / 1024 / 1024,
      accepted: UPLOAD_LIMITS.accepted.join(','),
    },
  };
  return Router().get('/ajukan', (_request, response) => showPublic(response, view('apply', content)));
}
