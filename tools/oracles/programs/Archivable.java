import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * veraPDF about PDF/A-2b (ISO 19005-2): java -cp 'lib/*' Archivable.java FILE.pdf...
 * One line per file: name, yes or no, words (broken clauses), milliseconds; divided by tabs.
 */
public class Archivable {
  public static void main(String[] names) {
    System.setProperty("java.awt.headless", "true");
    Logger.getLogger("").setLevel(Level.OFF);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    VeraGreenfieldFoundryProvider.initialise();
    for (String name : names) {
      long begun = System.nanoTime();
      String verdict;
      try {
        verdict = judge(Files.readAllBytes(Path.of(name)));
      } catch (Exception error) {
        verdict = "no\t" + error.getClass().getSimpleName();
      }
      out.println(name + "\t" + verdict + "\t" + (System.nanoTime() - begun) / 1_000_000);
    }
  }

  private static String judge(byte[] pdf) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_B);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false)) {
      ValidationResult result = validator.validate(parser);
      if (result.isCompliant()) return "yes\tPDF/A-2b";
      return "no\t" + result.getTestAssertions().stream()
          .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
          .map(assertion -> assertion.getRuleId().getClause())
          .distinct()
          .collect(Collectors.joining(" "));
    }
  }
}
