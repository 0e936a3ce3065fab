package kk.host.feel;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ParsedExpression;

/**
 * A FEEL expression, parsed once.
 *
 * @param names every word in it that may be the name of a variable
 */
record FeelExpression(ParsedExpression tree, Set<String> names) {
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

  /** Throws FeelException, which names the place, when the text is not FEEL. */
  static FeelExpression parse(FeelEngineApi engine, String text, String place) {
    ParseResult result = engine.parseExpression(text);
    if (result.isFailure()) throw new FeelException("expression cannot be read", text, place);
    Set<String> names = new HashSet<>();
    for (Matcher word = WORD.matcher(text); word.find(); ) names.add(word.group());
    return new FeelExpression(result.parsedExpression(), Set.copyOf(names));
  }
}
