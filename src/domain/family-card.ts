import { Type, type Static } from '@sinclair/typebox';

const text = (maxLength: number, extra = {}) => Type.String({ minLength: 1, maxLength, ...extra });
/** ISO 8601 calendar date, no time of day, no zone: "1984-03-25". */
export const PlainDate = Type.String({ format: 'date' });
export type PlainDate = Static<typeof PlainDate>;

/**
 * One row of both tables of the card, columns 1-17 of form F-1.09 (Permendagri 109/2019). Values of code lists are the
 * names of the lists in `code-lists.ts` (capitals), as printed; an old card may still hold an old word ("KAWIN", "-").
 * What stands after the seventeen columns is stored in SIAK and never printed.
 */
export const FamilyMember = Type.Object(
  {
    name: text(100),
    nik: Type.String({ pattern: '^[1-9][0-9]{15}$' }),
    sex: text(20),
    birthPlace: text(60),
    birthDate: PlainDate,
    religion: text(40),
    education: text(40),
    occupation: text(60),
    bloodType: text(12),
    maritalStatus: text(30),
    /** Printed for kawin and cerai hidup, not for cerai mati. */
    maritalDate: Type.Optional(PlainDate),
    shdk: text(20),
    citizenship: text(10),
    passportNumber: Type.Optional(text(20)),
    kitapNumber: Type.Optional(text(20)),
    father: text(100),
    mother: text(100),
    /** "Anak ke": the order of twins (F-2.01, F-1.01). */
    childNumber: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
    passportExpiry: Type.Optional(PlainDate),
    kitapExpiry: Type.Optional(PlainDate),
    /** Organisation of a believer in Tuhan YME (F-1.01); never printed (Putusan MK 97/PUU-XIV/2016). */
    beliefOrganisation: Type.Optional(text(100)),
  },
  { additionalProperties: false },
);
export type FamilyMember = Static<typeof FamilyMember>;

/** What is printed on a family card, apart from the office's own lines. */
export const FamilyCard = Type.Object(
  {
    kkNumber: Type.String({ pattern: '^[1-9][0-9]{15}$' }),
    headName: text(100),
    address: text(120),
    rt: Type.String({ pattern: '^[0-9]{3}$' }),
    rw: Type.String({ pattern: '^[0-9]{3}$' }),
    postalCode: Type.String({ pattern: '^[0-9]{5}$' }),
    /** Kemendagri code of the kalurahan, "34.02.15.2003"; not printed. */
    kalurahanCode: Type.Optional(Type.String({ pattern: '^[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}\\.[0-9]{4}$' })),
    kalurahan: text(60),
    kapanewon: text(60),
    kabupaten: text(60),
    provinsi: text(60),
    members: Type.Array(FamilyMember, { minItems: 1, maxItems: 30 }),
  },
  { additionalProperties: false },
);
export type FamilyCard = Static<typeof FamilyCard>;
