package io.todevice.conformance.render;

import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.RecordedExchange;
import io.todevice.text.OneLine;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A run as JUnit XML, for build servers: a test suite for each clause. */
public final class JUnitXmlReport {

  private final XMLStreamWriter xml;

  private JUnitXmlReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The report. */
  public static String of(ConformanceReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JUnitXmlReport(xml).write(report);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML could not be written to memory", e);
    }
    return text + "\n";
  }

  private void write(ConformanceReport report) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    attribute("name", "Conformance of " + report.target());
    attribute("time", seconds(report.took()));
    Map<String, List<CaseResult>> byClause =
        report.results().stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.info().clause(), TreeMap::new, Collectors.toList()));
    for (Map.Entry<String, List<CaseResult>> clause : byClause.entrySet()) {
      writeSuite(clause.getKey(), clause.getValue(), report);
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void writeSuite(String clause, List<CaseResult> results, ConformanceReport report)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute("name", clause);
    attribute("tests", Integer.toString(results.size()));
    attribute(
        "failures", Long.toString(results.stream().filter(JUnitXmlReport::isFailure).count()));
    attribute("errors", "0");
    attribute("skipped", Long.toString(results.stream().filter(JUnitXmlReport::isSkipped).count()));
    attribute("timestamp", report.started().toString());
    attribute(
        "time",
        seconds(results.stream().map(CaseResult::took).reduce(Duration.ZERO, Duration::plus)));
    for (CaseResult result : results) {
      write(result);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private void write(CaseResult result) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute("classname", "conformance." + result.info().clause());
    attribute("name", result.info().id() + " " + result.info().title());
    attribute("time", seconds(result.took()));
    if (isFailure(result)) {
      xml.writeStartElement("failure");
      attribute("type", result.info().severity().name());
      attribute(
          "message",
          result
              .failure()
              .map(failure -> "expected " + failure.expected() + ", but " + failure.actual())
              .orElse("it passes, and stands in the list of known failures: " + result.reason()));
      xml.writeCharacters(OneLine.ofEach(detail(result)));
      xml.writeEndElement();
    } else if (isSkipped(result)) {
      xml.writeEmptyElement("skipped");
      attribute(
          "message",
          (result.outcome() == Outcome.KNOWN_FAILURE ? "known failure: " : "") + result.reason());
    }
    xml.writeEndElement();
  }

  /** What to look at first: the exchange that shows it. */
  private static String detail(CaseResult result) {
    StringBuilder lines = new StringBuilder(result.info().place().url()).append('\n');
    int number = result.failure().map(Failure::exchange).orElse(OptionalInt.empty()).orElse(-1);
    if (number >= 0 && number < result.exchanges().size()) {
      RecordedExchange exchange = result.exchanges().get(number);
      lines.append(exchange.method()).append(' ').append(exchange.target()).append('\n');
      lines.append(exchange.requestBody().text()).append('\n');
      lines.append(exchange.status().map(String::valueOf).orElse(exchange.problem())).append('\n');
      lines.append(exchange.responseBody().text()).append('\n');
    }
    return lines.toString();
  }

  private static boolean isFailure(CaseResult result) {
    return result.outcome() == Outcome.FAILED || result.outcome() == Outcome.UNEXPECTED_PASS;
  }

  private static boolean isSkipped(CaseResult result) {
    return result.outcome() == Outcome.SKIPPED || result.outcome() == Outcome.KNOWN_FAILURE;
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, OneLine.of(value));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
  }
}
