package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Acceptance;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.text.OneLine;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The report as JUnit XML, for build servers: a test case for each change that counts, which fails
 * if the change breaks something, and is skipped if it is accepted.
 */
public final class JUnitXmlReport {

  private final XMLStreamWriter xml;

  private JUnitXmlReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The report. */
  public static String of(DriftReport report) {
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

  private void write(DriftReport report) throws XMLStreamException {
    List<ReportedChange> changes = ReportedChange.listOf(report);
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute("name", Wording.title(report));
    attribute("tests", Integer.toString(changes.size()));
    attribute("failures", Long.toString(changes.stream().filter(JUnitXmlReport::fails).count()));
    attribute("errors", "0");
    attribute(
        "skipped", Long.toString(changes.stream().filter(ReportedChange::isAccepted).count()));
    for (ReportedChange change : changes) {
      write(change);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private static boolean fails(ReportedChange change) {
    return change.level() == ReportedChange.Level.ERROR && !change.isAccepted();
  }

  private void write(ReportedChange reported) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute("classname", reported.subject());
    attribute("name", Wording.where(reported.change()) + ": " + reported.change().kind().label());
    if (reported.change().source().isPresent()) {
      attribute("file", reported.change().source().get().file());
      attribute("line", Integer.toString(reported.change().source().get().line()));
    }
    if (reported.isAccepted()) {
      xml.writeEmptyElement("skipped");
      attribute("message", reported.change().acceptance().map(Acceptance::reason).orElse(""));
    } else if (fails(reported)) {
      xml.writeEmptyElement("failure");
      attribute("type", reported.change().kind().id());
      attribute("message", reported.message());
    }
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, OneLine.of(value));
  }
}
