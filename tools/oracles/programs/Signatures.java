import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.policy.ValidationPolicyLoader;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * EU DSS about the signatures of PDF files: java -cp 'lib/*' Signatures.java ANCHOR.pem CRL,CRL FILE.pdf...
 * One line per file: name, yes or no, words, milliseconds; divided by tabs. Nothing is fetched. Without lists ("" in their place), those that the
 * file carries are all there is.
 */
public class Signatures {
  /** What DSS's own policy only warns of or ignores, but a signed card must keep. */
  private static final String[] MUST_HOLD = {
    "StructuralValidation", "ByteRangeCollision", "PdfAnnotationOverlap", "PdfVisualDifference", "DocMDP", "FieldMDP", "SigFieldLock", "UndefinedChanges",
    "KeyUsage", "SigningCertificatePresent", "UnicitySigningCertificate", "SigningCertificateRefersCertificateChain", "IssuerSerialMatch", "NotSelfSigned",
  };
  private static final String BASELINE_ONLY =
      "<AcceptableFormats Level=\"FAIL\"><Id>PAdES-BASELINE-B</Id><Id>PAdES-BASELINE-T</Id><Id>PAdES-BASELINE-LT</Id><Id>PAdES-BASELINE-LTA</Id></AcceptableFormats>";

  public static void main(String[] arguments) throws Exception {
    System.setProperty("java.awt.headless", "true");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
    anchors.addCertificate(DSSUtils.loadCertificate(new File(arguments[0])));
    List<DSSDocument> lists = new ArrayList<>();
    for (String name : arguments[1].split(",")) if (!name.isEmpty()) lists.add(new FileDocument(name));
    ValidationPolicy policy = strictPolicy();
    for (String name : List.of(arguments).subList(2, arguments.length)) {
      long begun = System.nanoTime();
      String verdict;
      try {
        verdict = judge(Files.readAllBytes(Path.of(name)), anchors, lists, policy);
      } catch (Exception error) {
        verdict = "no\t" + error.getClass().getSimpleName();
      }
      out.println(name + "\t" + verdict + "\t" + (System.nanoTime() - begun) / 1_000_000);
    }
  }

  private static String judge(byte[] pdf, CommonTrustedCertificateSource anchors, List<DSSDocument> lists, ValidationPolicy policy) {
    CommonCertificateVerifier verifier = new CommonCertificateVerifier(true); // true: without any source that opens a connection
    verifier.setAIASource(null);
    verifier.setTrustedCertSources(anchors);
    verifier.setCrlSource(new ExternalResourcesCRLSource(lists.toArray(DSSDocument[]::new)));
    PDFDocumentValidator validator = new PDFDocumentValidator(new InMemoryDocument(pdf));
    validator.setCertificateVerifier(verifier);
    validator.setEnableEtsiValidationReport(false);
    Reports reports = validator.validateDocument(policy);
    SimpleReport report = reports.getSimpleReport();
    DiagnosticData data = reports.getDiagnosticData();
    if (data.getSignatures().isEmpty()) return "no\tunsigned";
    boolean toTheEnd = false;
    for (SignatureWrapper signature : data.getSignatures()) {
      String id = signature.getId();
      if (report.getIndication(id) != Indication.TOTAL_PASSED) return "no\t" + report.getIndication(id) + " " + report.getSubIndication(id);
      toTheEnd |= reachesEnd(signature.getPDFRevision(), pdf.length);
    }
    if (!toTheEnd) return "no\tbytes behind the signature";
    List<String> formats = data.getSignatures().stream().map(signature -> String.valueOf(report.getSignatureFormat(signature.getId())).replace('_', '-')).toList();
    return "yes\t" + String.join(" ", formats);
  }

  private static boolean reachesEnd(PDFRevisionWrapper revision, int length) {
    List<BigInteger> range = revision == null ? null : revision.getSignatureByteRange();
    return range != null && range.size() == 4 && range.get(0).signum() == 0 && range.get(2).add(range.get(3)).intValueExact() == length;
  }

  private static ValidationPolicy strictPolicy() throws Exception {
    String policy;
    try (InputStream file = Signatures.class.getResourceAsStream("/policy/constraint.xml")) {
      policy = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String name : MUST_HOLD) {
      if (!policy.contains("<" + name + " Level=\"")) throw new IllegalStateException("the policy has no " + name);
      policy = policy.replaceAll("<" + name + " Level=\"[A-Z]+\"", "<" + name + " Level=\"FAIL\"");
    }
    policy = policy.replaceAll("(?s)<AcceptableFormats Level=\"FAIL\">.*?</AcceptableFormats>", BASELINE_ONLY);
    if (!policy.contains(BASELINE_ONLY)) throw new IllegalStateException("the policy has no AcceptableFormats");
    return ValidationPolicyLoader.fromValidationPolicy(new ByteArrayInputStream(policy.getBytes(StandardCharsets.UTF_8))).create();
  }
}
