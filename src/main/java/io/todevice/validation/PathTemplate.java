package io.todevice.validation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path of an OpenAPI document, with its parameters in braces. */
final class PathTemplate {

  private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]+)\\}");

  private final Pattern pattern;
  private final List<String> names;

  PathTemplate(String template) {
    StringBuilder regex = new StringBuilder();
    Matcher matcher = PARAMETER.matcher(template);
    int end = 0;
    while (matcher.find()) {
      regex.append(Pattern.quote(template.substring(end, matcher.start()))).append("([^/]*)");
      end = matcher.end();
    }
    pattern = Pattern.compile(regex.append(Pattern.quote(template.substring(end))).toString());
    names = PARAMETER.matcher(template).results().map(result -> result.group(1)).toList();
  }

  /** How many of its parts are open; of two templates that fit, the one with fewer is meant. */
  int parameters() {
    return names.size();
  }

  /** The parameters of a path that fits, percent-encoded. */
  Optional<Map<String, String>> match(String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), matcher.group(i + 1));
    }
    return Optional.of(values);
  }
}
