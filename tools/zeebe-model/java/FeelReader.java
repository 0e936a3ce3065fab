import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Every FEEL text of a file, read by the library that Zeebe and the engine's host compute with. */
final class FeelReader {
  private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";
  /** Parts of BPMN whose content is FEEL when it begins with "=". */
  private static final Set<String> EXPRESSIONS =
      Set.of("conditionExpression", "timeDuration", "timeDate", "timeCycle");

  private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();
  private final List<Finding> findings;
  private int count;

  FeelReader(List<Finding> findings) {
    this.findings = findings;
  }

  int count() {
    return count;
  }

  void read(File file) throws IOException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    try {
      readElement(file, factory.newDocumentBuilder().parse(file).getDocumentElement());
    } catch (SAXException exception) {
      findings.add(new Finding(file, "", exception.getMessage()));
    }
  }

  private void readElement(File file, Element element) {
    readTable(file, element);
    if (EXPRESSIONS.contains(element.getLocalName()) && element.getTextContent().trim().startsWith("="))
      expression(file, element, element.getTextContent().trim().substring(1));
    if (ZEEBE.equals(element.getNamespaceURI())) readAttributes(file, element);
    NodeList children = element.getChildNodes();
    for (int i = 0; i < children.getLength(); i++)
      if (children.item(i) instanceof Element child) readElement(file, child);
  }

  private void readAttributes(File file, Element element) {
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      String value = ((Attr) attributes.item(i)).getValue();
      if (value.startsWith("=")) expression(file, element, value.substring(1));
    }
  }

  /** The texts of a decision table; in a cell of an input, nothing means "any". */
  private void readTable(File file, Element element) {
    if (!"text".equals(element.getLocalName()) || !(element.getParentNode() instanceof Element parent)) return;
    String text = element.getTextContent().trim();
    switch (parent.getLocalName()) {
      case "inputExpression", "literalExpression" -> expression(file, element, text);
      case "outputEntry" -> {
        if (!text.isEmpty()) expression(file, element, text);
      }
      case "inputEntry" -> {
        if (!text.isEmpty()) report(file, element, text, feel.parseUnaryTests(text));
      }
      default -> {}
    }
  }

  private void expression(File file, Element element, String text) {
    report(file, element, text, feel.parseExpression(text));
  }

  private void report(File file, Element element, String text, ParseResult result) {
    count++;
    if (result.isFailure())
      findings.add(new Finding(file, idOf(element), "FEEL cannot be read: " + text + ": " + result.failure().message()));
  }

  private static String idOf(Node node) {
    for (Node each = node; each instanceof Element element; each = each.getParentNode())
      if (element.hasAttribute("id")) return element.getAttribute("id");
    return "";
  }
}
