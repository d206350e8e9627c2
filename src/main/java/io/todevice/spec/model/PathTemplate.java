package io.todevice.spec.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A path of an OpenAPI document, with its parameters in braces (OpenAPI, <i>Path Templating</i>).
 * Immutable.
 *
 * @param text the template, for example {@code /_matrix/client/v3/devices/{deviceId}}
 * @param literals the text between the parameters: one more than there are parameters
 * @param parameters the names of the parameters, in order
 */
public record PathTemplate(String text, List<String> literals, List<String> parameters) {

  private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]*)\\}");

  /** Copies the lists. */
  public PathTemplate {
    literals = List.copyOf(literals);
    parameters = List.copyOf(parameters);
  }

  /** The template of a path. */
  public static PathTemplate of(String text) {
    return new PathTemplate(
        text,
        List.of(PARAMETER.split(text, -1)),
        PARAMETER.matcher(text).results().map(match -> match.group(1)).toList());
  }

  /** The template without the names of its parameters: two that share it match the same paths. */
  public String shape() {
    return expand(name -> "{}");
  }

  /** The path with a value for each parameter, as it is: not percent-encoded here. */
  public String expand(UnaryOperator<String> values) {
    return expand(parameters.stream().map(values).toList());
  }

  /** The path with these values in place of its parameters, in order. */
  public String expand(List<String> values) {
    StringBuilder path = new StringBuilder(literals.get(0));
    for (int i = 0; i < parameters.size(); i++) {
      path.append(values.get(i)).append(literals.get(i + 1));
    }
    return path.toString();
  }

  /**
   * The template, and the same under each further base path that stands for its own (clause S9).
   *
   * @param aliases further base paths, each with the one that it stands for
   */
  public List<PathTemplate> withAliases(Map<String, String> aliases) {
    List<PathTemplate> templates = new ArrayList<>();
    templates.add(this);
    aliases.forEach(
        (alias, prefix) -> {
          if (text.startsWith(prefix + "/")) {
            templates.add(of(alias + text.substring(prefix.length())));
          }
        });
    return templates;
  }
}
