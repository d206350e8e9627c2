package io.todevice.fidelity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line of a corpus file.
 *
 * @param outcome {@code delivered} or an error code
 * @param bytes the text, one character for one byte
 * @param content what of it is to be delivered
 */
record CorpusCase(String name, String outcome, String bytes, String content) {

  private static final Pattern MARKED =
      Pattern.compile("«(hex|repeat|members|utf16le|utf16be|utf32le) (.*?)»", Pattern.DOTALL);

  private static final Pattern CONTENT = Pattern.compile("«content (.*?)»", Pattern.DOTALL);

  /** The cases of a file on the class path; a line is a name, an outcome and a text. */
  static List<CorpusCase> list(String file) {
    try (InputStream input = CorpusCase.class.getResourceAsStream("/fidelity/" + file)) {
      return new String(input.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(CorpusCase::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CorpusCase parse(String line) {
    String[] parts = line.split(" ", 3);
    Matcher part = CONTENT.matcher(parts[2]);
    String content = part.find() ? part.group(1) : parts[2];
    String text = CONTENT.matcher(parts[2]).replaceAll(m -> Matcher.quoteReplacement(m.group(1)));
    return new CorpusCase(parts[0], parts[1], expand(text), expand(content));
  }

  private static String expand(String text) {
    StringBuilder expanded = new StringBuilder();
    Matcher mark = MARKED.matcher(text);
    int end = 0;
    while (mark.find()) {
      expanded.append(bytes(text.substring(end, mark.start()), UTF_8));
      expanded.append(marked(mark.group(1), mark.group(2)));
      end = mark.end();
    }
    return expanded.append(bytes(text.substring(end), UTF_8)).toString();
  }

  private static String marked(String kind, String argument) {
    return switch (kind) {
      case "hex" -> new String(HexFormat.of().parseHex(argument.replace(" ", "")), ISO_8859_1);
      case "repeat" -> {
        int space = argument.indexOf(' ');
        String count = space < 0 ? argument : argument.substring(0, space);
        String repeated =
            space < 0 || space == argument.length() - 1 ? " " : argument.substring(space + 1);
        yield bytes(repeated, UTF_8).repeat(Integer.parseInt(count));
      }
      case "members" ->
          IntStream.range(0, Integer.parseInt(argument))
              .mapToObj(i -> ",\"m" + i + "\":" + i)
              .collect(Collectors.joining());
      case "utf16le" -> bytes(argument, java.nio.charset.StandardCharsets.UTF_16LE);
      case "utf16be" -> bytes(argument, java.nio.charset.StandardCharsets.UTF_16BE);
      default -> bytes(argument, Charset.forName("UTF-32LE"));
    };
  }

  private static String bytes(String text, Charset charset) {
    return new String(text.getBytes(charset), ISO_8859_1);
  }

  @Override
  public String toString() {
    return name;
  }
}
