import java.io.File;

/**
 * What is wrong at one place.
 *
 * @param element id of the nearest element that has one; empty: the file as a whole
 */
record Finding(File file, String element, String message) {
  @Override
  public String toString() {
    return String.join("\t", file.getName(), element, message.replaceAll("\\s+", " ").trim());
  }
}
