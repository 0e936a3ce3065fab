import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads diagrams and decision tables as Zeebe does. Arguments: files. Writes one line for each finding, "file, element,
 * message" separated by tabs, and last how many expressions were read. Ends with 0 when nothing was found, with 1
 * otherwise.
 */
public final class Main {
  private Main() {}

  public static void main(String[] files) throws Exception {
    List<Finding> findings = new ArrayList<>();
    FeelReader feel = new FeelReader(findings);
    for (String name : files) {
      File file = new File(name);
      if (name.endsWith(".bpmn")) findings.addAll(DiagramRules.check(file));
      feel.read(file);
    }
    for (Finding finding : findings) System.out.println(finding);
    System.out.println(feel.count());
    System.exit(findings.isEmpty() ? 0 : 1);
  }
}
