import { expect } from 'chai';
import { INDONESIAN } from '../../src/domain/language/indonesian.ts';
import * as gates from '../../src/signing/verifier/rules/gates.ts';
import { CERTIFICATE_RULES, REVOCATION_RULES } from '../../src/signing/verifier/rules/certificate-rules.ts';
import { FILE_RULES, startsWithApproved } from '../../src/signing/verifier/rules/file-rules.ts';
import { SIGNATURE_RULES } from '../../src/signing/verifier/rules/signature-rules.ts';
import { keyIsStrong, SIGNER_RULES } from '../../src/signing/verifier/rules/signer-rules.ts';
import { finding, type Gate } from '../../src/signing/verifier/rule.ts';

const RULES: readonly Gate[] = [
  ...Object.values(gates),
  ...FILE_RULES,
  startsWithApproved(Buffer.alloc(0)),
  ...SIGNATURE_RULES,
  ...SIGNER_RULES,
  keyIsStrong,
  ...CERTIFICATE_RULES,
  ...REVOCATION_RULES,
];

describe('What the verifier says of a file', () => {
  const said = new Set(RULES.flatMap((rule) => [finding(rule, true).id, finding(rule, false).id]));

  it('stands in the folder of the language, and nothing stands there that no rule says', () => {
    const written = Object.values(INDONESIAN.findings).map((text) => text.replace('{{megabytes}}', '20'));
    const spoken = [...said].map((text) => text.replace(/\(lebih dari \d+ MB\)/, '(lebih dari 20 MB)'));
    expect(spoken.sort()).to.deep.equal(written.sort());
  });

  it('has no value left open, and says the two answers of a rule apart', () => {
    for (const rule of RULES) {
      const [yes, no] = [finding(rule, true), finding(rule, false)];
      expect(yes.id, rule.code).not.to.equal(no.id);
      expect(`${yes.id}${no.id}${yes.en}${no.en}`, rule.code).not.to.contain('{{');
    }
  });
});
