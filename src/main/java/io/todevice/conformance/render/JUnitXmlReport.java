package io.todevice.conformance.render;

import io.todevice.conformance.report.CapabilityFinding;
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

  /** How many requests of a failed case are shown as lines for a shell. */
  private static final int MAX_CURL = 20;

  private final XMLStreamWriter xml;
  private final ConformanceReport report;

  private JUnitXmlReport(XMLStreamWriter xml, ConformanceReport report) {
    this.xml = xml;
    this.report = report;
  }

  /** The report. */
  public static String of(ConformanceReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new JUnitXmlReport(xml, report).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("XML could not be written to memory", e);
    }
    return text + "\n";
  }

  private void write() throws XMLStreamException {
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
      writeSuite(clause.getKey(), clause.getValue());
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void writeSuite(String clause, List<CaseResult> results) throws XMLStreamException {
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
    writeProperties();
    for (CaseResult result : results) {
      write(result);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  /** Build servers show those of a suite, and none of the whole. */
  private void writeProperties() throws XMLStreamException {
    xml.writeStartElement("properties");
    writeProperty("target", report.target());
    writeProperty("specification", report.revision());
    writeProperty("seed", Long.toString(report.seed()));
    for (CapabilityFinding finding : report.capabilities()) {
      writeProperty("capability." + finding.capability(), finding.isPresent() ? "yes" : "no");
    }
    xml.writeEndElement();
  }

  private void writeProperty(String name, String value) throws XMLStreamException {
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
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
  private String detail(CaseResult result) {
    StringBuilder lines = new StringBuilder(result.info().place().url()).append('\n');
    int number = result.failure().map(Failure::exchange).orElse(OptionalInt.empty()).orElse(-1);
    if (number >= 0 && number < result.exchanges().size()) {
      RecordedExchange exchange = result.exchanges().get(number);
      lines.append(exchange.method()).append(' ').append(exchange.target()).append('\n');
      lines.append(exchange.requestBody().text()).append('\n');
      lines.append(exchange.status().map(String::valueOf).orElse(exchange.problem())).append('\n');
      lines.append(exchange.responseBody().text()).append('\n');
    }
    result.exchanges().stream()
        .limit(MAX_CURL)
        .flatMap(exchange -> Curl.of(report.target(), exchange).stream())
        .forEach(line -> lines.append(line).append('\n'));
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
