package io.todevice.spec.follow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the tests found, out of Surefire's reports.
 *
 * @param run how many ran
 * @param skipped how many did not
 * @param classes the classes that ran, by their names
 * @param failures what failed
 */
record TestResults(int run, int skipped, List<String> classes, List<Failure> failures) {

  private static final Pattern FRAME =
      Pattern.compile("at ([\\w.$]+)\\.[\\w$<>]+\\((\\w+\\.java):(\\d+)\\)");

  TestResults {
    classes = List.copyOf(classes);
    failures = List.copyOf(failures);
  }

  /**
   * A test that failed.
   *
   * @param test its class and name
   * @param place file and line of the test; empty where the report does not tell
   * @param message why, in one line
   */
  record Failure(String test, String place, String message) {}

  /** Reads the reports of a build; none where no test ran. */
  static TestResults in(Path directory) {
    Reader reader = new Reader();
    for (Path report : list(directory)) {
      try (InputStream in = Files.newInputStream(report)) {
        reader.read(in);
      } catch (IOException | XMLStreamException e) {
        reader.failures.add(
            new Failure(String.valueOf(report.getFileName()), "", "the report cannot be read"));
      }
    }
    return new TestResults(reader.run, reader.skipped, reader.classes, reader.failures);
  }

  private static List<Path> list(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches("TEST-.*\\.xml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static final class Reader {
    private final List<String> classes = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private int run;
    private int skipped;
    private String className = "";
    private String test = "";

    void read(InputStream in) throws XMLStreamException {
      XMLInputFactory factory = XMLInputFactory.newFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          element(xml);
        }
      }
    }

    private void element(XMLStreamReader xml) throws XMLStreamException {
      switch (xml.getLocalName()) {
        case "testcase" -> {
          run++;
          className = attribute(xml, "classname");
          test = attribute(xml, "name");
          if (!classes.contains(className)) {
            classes.add(className);
          }
        }
        case "skipped" -> {
          run--;
          skipped++;
        }
        case "failure", "error" -> {
          String message = attribute(xml, "message");
          String trace = xml.getElementText();
          String reason = message.isBlank() ? trace : message;
          failures.add(
              new Failure(
                  className + "#" + test,
                  place(trace),
                  reason.strip().lines().filter(line -> !line.isBlank()).findFirst().orElse("")));
        }
        default -> {}
      }
    }

    /** The first line of the test's own class. */
    private String place(String trace) {
      Matcher frame = FRAME.matcher(trace);
      while (frame.find()) {
        String type = frame.group(1).replaceFirst("\\$.*", "");
        if (type.equals(className.replaceFirst("\\$.*", ""))) {
          String folder = type.contains(".") ? type.substring(0, type.lastIndexOf('.') + 1) : "";
          return "src/test/java/"
              + folder.replace('.', '/')
              + frame.group(2)
              + ":"
              + frame.group(3);
        }
      }
      return "";
    }

    private static String attribute(XMLStreamReader xml, String name) {
      return Objects.requireNonNullElse(xml.getAttributeValue(null, name), "");
    }
  }
}
