package io.todevice.conformance.cases;

import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** How long a body may be, and how its length is told (clause S6). */
final class SizeCases {

  private static final int TOO_LARGE_BYTES = 8 << 20;
  private static final int LARGE_BYTES = 60_000;
  private static final String CONTENT = "{\"n\":1}";

  private SizeCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.API_STANDARDS)
        .robust(
            "S6.too-large",
            "a body of 8 MiB is refused with 413 M_TOO_LARGE or cut off, and nothing is stored",
            SizeCases::tooLarge)
        .robust(
            "S6.content-of-60k",
            "a content of 60,000 bytes arrives unchanged",
            SizeCases::contentOf60k)
        .should("S6.chunked", "a body in chunks is taken", SizeCases::chunked)
        .robust(
            "S6.gzip",
            "a compressed body is taken or refused, but not taken for something else",
            SizeCases::gzip)
        .robust(
            "S6.wrong-length",
            "a body that is longer or shorter than Content-Length is refused or cut off",
            SizeCases::wrongLength)
        .cases();
  }

  private static void tooLarge(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    String content = "{\"a\":\"" + "a".repeat(TOO_LARGE_BYTES) + "\"}";
    Optional<Reply> reply = context.sendRaw(put(context, sender, recipient, content));
    reply.ifPresent(some -> some.expectError(413, "M_TOO_LARGE"));
    Odd.expectNext(context, sender, recipient, List.of());
  }

  private static void contentOf60k(CaseContext context) {
    String empty = "{\"a\":\"\"}";
    String content = "{\"a\":\"" + "a".repeat(LARGE_BYTES - empty.length()) + "\"}";
    Odd.isTaken(context, content, (sender, recipient) -> put(context, sender, recipient, content));
  }

  private static void chunked(CaseContext context) {
    Odd.isTaken(
        context,
        CONTENT,
        (sender, recipient) -> put(context, sender, recipient, CONTENT).chunked());
  }

  private static void gzip(CaseContext context) {
    Odd.isTakenOrRefused(
        context,
        (sender, recipient) ->
            Odd.put(context, sender, compressed(Odd.body(recipient, CONTENT)))
                .header("Content-Encoding", "gzip"));
  }

  private static void wrongLength(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    byte[] body = Odd.body(recipient, CONTENT).getBytes(StandardCharsets.UTF_8);
    TargetRequest longer = Odd.put(context, sender, body);
    Odd.expectRefusedOrClosed(
        context.sendRaw(longer.header("Content-Length", Integer.toString(body.length - 2))));
    TargetRequest shorter = Odd.put(context, sender, body);
    Odd.expectRefusedOrClosed(
        context.sendRawAndEnd(shorter.header("Content-Length", Integer.toString(body.length + 2))));
    byte[] half = Arrays.copyOf(body, body.length / 2);
    TargetRequest cut = Odd.put(context, sender, half);
    Odd.expectRefusedOrClosed(
        context.sendRawAndEnd(cut.header("Content-Length", Integer.toString(body.length))));
    Odd.expectNext(context, sender, recipient, List.of());
  }

  private static TargetRequest put(
      CaseContext context, TestDevice sender, TestDevice recipient, String content) {
    return Odd.put(context, sender, Odd.body(recipient, content).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] compressed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("memory can always be written", e);
    }
    return bytes.toByteArray();
  }
}
