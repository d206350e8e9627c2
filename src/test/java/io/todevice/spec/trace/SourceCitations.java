package io.todevice.spec.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which classes say in their comments that they see to which clause. */
final class SourceCitations {

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");
  private static final Pattern LINE_START = Pattern.compile("\\n\\s*\\*?\\s*");

  /** An identifier, or the first and the last of several: {@code S1 to S6}. */
  private static final Pattern CITATION =
      Pattern.compile("\\b([A-Z])([1-9]\\d?)\\b(?: to \\1([1-9]\\d?)\\b)?");

  private SourceCitations() {}

  /** The names of the classes below a directory of sources, by the clause that they cite. */
  static Map<String, Set<String>> in(Path sources) throws IOException {
    Map<String, Set<String>> citations = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(sources)) {
      files = walk.filter(file -> isClass(file.getFileName().toString())).toList();
    }
    for (Path file : files) {
      String name =
          sources
              .relativize(file)
              .toString()
              .replaceFirst("\\.java$", "")
              .replaceAll("[/\\\\]", ".");
      clausesOf(Files.readString(file))
          .forEach(clause -> citations.computeIfAbsent(clause, id -> new TreeSet<>()).add(name));
    }
    return citations;
  }

  /** What looks like an identifier of a clause in the comments of a source. */
  static Stream<String> clausesOf(String source) {
    return COMMENT
        .matcher(source)
        .results()
        .map(comment -> LINE_START.matcher(comment.group()).replaceAll(" "))
        .flatMap(comment -> CITATION.matcher(comment).results())
        .flatMap(SourceCitations::identifiers);
  }

  private static Stream<String> identifiers(MatchResult citation) {
    int first = Integer.parseInt(citation.group(2));
    int last = citation.group(3) == null ? first : Integer.parseInt(citation.group(3));
    return IntStream.rangeClosed(first, last).mapToObj(number -> citation.group(1) + number);
  }

  private static boolean isClass(String fileName) {
    return fileName.endsWith(".java") && !fileName.equals("package-info.java");
  }
}
