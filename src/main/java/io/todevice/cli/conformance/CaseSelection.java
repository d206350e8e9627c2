package io.todevice.cli.conformance;

import io.todevice.config.ConfigException;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.Severity;
import io.todevice.text.OneLine;
import io.todevice.text.Suggestions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which cases are run. */
record CaseSelection(List<CaseInfo> cases) {

  /**
   * Those that one of {@code only} means, all if it is empty, without those that one of {@code
   * exclude} means, and of one of {@code severities}, if there are any.
   *
   * @throws ConfigException if something means no case
   */
  Predicate<CaseInfo> of(List<String> only, List<String> exclude, List<String> severities) {
    Predicate<CaseInfo> wanted = meant(KitOptions.ONLY, only);
    Predicate<CaseInfo> unwanted = meant(KitOptions.EXCLUDE, exclude);
    Set<Severity> weights =
        severities.stream()
            .map(CaseSelection::severity)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Severity.class)));
    return info ->
        (only.isEmpty() || wanted.test(info))
            && !unwanted.test(info)
            && (weights.isEmpty() || weights.contains(info.severity()));
  }

  private static Severity severity(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    return Stream.of(Severity.values())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    KitOptions.SEVERITY,
                    "must be MUST, SHOULD or ROBUST, not " + OneLine.quote(text)));
  }

  private Predicate<CaseInfo> meant(String option, List<String> texts) {
    List<Predicate<CaseInfo>> all = new ArrayList<>();
    for (String text : texts) {
      Predicate<CaseInfo> each = meant(text.strip());
      if (cases.stream().noneMatch(each)) {
        throw new ConfigException(
            option,
            "must be cases or clauses of --list, not "
                + OneLine.quote(text.strip())
                + Suggestions.of(text.strip(), names()));
      }
      all.add(each);
    }
    return info -> all.stream().anyMatch(each -> each.test(info));
  }

  private List<String> names() {
    return cases.stream()
        .flatMap(info -> Stream.of(info.clause(), info.id().value()))
        .distinct()
        .toList();
  }

  /** A case, a clause, the letter of clauses, or a glob of cases. */
  private static Predicate<CaseInfo> meant(String text) {
    String glob =
        Stream.of(text.split("(?<=[*?])|(?=[*?])"))
            .map(part -> part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part))
            .collect(Collectors.joining());
    Pattern ids = Pattern.compile(glob);
    return info ->
        ids.matcher(info.id().value()).matches()
            || info.clause().equals(text)
            || (text.length() == 1 && info.clause().matches(Pattern.quote(text) + "\\d+"));
  }
}
