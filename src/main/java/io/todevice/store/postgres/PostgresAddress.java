package io.todevice.store.postgres;

import io.todevice.text.OneLine;
import io.todevice.text.Suggestions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGProperty;

/**
 * Where a database is, as libpq writes it: {@code
 * postgresql://user:password@host:5432,other:5432/database?parameter=value}. Parameters are those
 * of the JDBC driver, and {@value #DIRECT}. A password may be in {@code ~/.pgpass} instead.
 *
 * @param hosts with their ports
 * @param database its name
 * @param credentials user and password, where the address has them
 * @param parameters what the address sets
 */
record PostgresAddress(
    String hosts,
    String database,
    Map<String, String> credentials,
    Map<String, String> parameters) {

  /**
   * The parameter that names the hosts of the database itself, where the address is a connection
   * pooler's: a pooler that hands connections out for a transaction each can't listen for hints.
   */
  private static final String DIRECT = "direct";

  /** The driver ignores others, so that a misspelt one would have no effect. */
  private static final Set<String> PARAMETERS =
      Stream.concat(Stream.of(DIRECT), Arrays.stream(PGProperty.values()).map(PGProperty::getName))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern SYNTAX =
      Pattern.compile(
          "postgres(?:ql)?://(?:([^:@/?]*)(?::([^@/?]*))?@)?([^@/?]+)/([^/?]+)(?:\\?(.*))?");

  /** What follows a host, which may be an IPv6 address in brackets. */
  private static final Pattern PORT = Pattern.compile(":([^\\]:]*)$");

  /**
   * What every connection has, unless the address sets it. A host that does not answer is given up
   * after seconds, so that a fail-over is noticed; the planner takes an index however small a table
   * is at the moment, plans a statement once and not for each batch, and does not compile what runs
   * for a millisecond.
   */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "connectTimeout", "2",
          "loginTimeout", "15",
          "socketTimeout", "10",
          "cancelSignalTimeout", "2",
          "tcpKeepAlive", "true",
          "hostRecheckSeconds", "1",
          "options", "-c enable_seqscan=off -c jit=off -c plan_cache_mode=force_generic_plan");

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with the reason, if it is not one; it does not repeat the
   *     address, which may hold a password
   */
  static PostgresAddress parse(String address) {
    Matcher matcher = SYNTAX.matcher(address);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "must be postgresql://[user[:password]@]host[:port]/database");
    }
    Map<String, String> credentials = new LinkedHashMap<>();
    if (matcher.group(1) != null) {
      credentials.put("user", decoded(matcher.group(1)));
    }
    if (matcher.group(2) != null) {
      credentials.put("password", decoded(matcher.group(2)));
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    if (matcher.group(5) != null) {
      for (String parameter : matcher.group(5).split("&")) {
        int equals = parameter.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException("has a parameter without a value");
        }
        String name = decoded(parameter.substring(0, equals));
        if (!PARAMETERS.contains(name)) {
          throw new IllegalArgumentException(
              "has a parameter that the driver does not know, "
                  + OneLine.quote(name)
                  + Suggestions.of(name, PARAMETERS));
        }
        parameters.put(name, decoded(parameter.substring(equals + 1)));
      }
    }
    checkPorts(matcher.group(3));
    checkPorts(parameters.getOrDefault(DIRECT, ""));
    return new PostgresAddress(matcher.group(3), matcher.group(4), credentials, parameters);
  }

  /** The driver takes its default port where it can't read one, and warns. */
  private static void checkPorts(String hosts) {
    for (String host : hosts.split(",", -1)) {
      Matcher port = PORT.matcher(host);
      if (port.find()
          && (!port.group(1).matches("\\d{1,5}")
              || Integer.parseInt(port.group(1)) < 1
              || Integer.parseInt(port.group(1)) > 65_535)) {
        throw new IllegalArgumentException(
            "has the port " + OneLine.quote(port.group(1)) + "; it must be from 1 to 65535");
      }
    }
  }

  /** The user that the database is asked for; empty where the driver takes that of the system. */
  Optional<String> user() {
    return Optional.ofNullable(credentials.getOrDefault("user", parameters.get("user")));
  }

  /** What the driver connects to for what is short. */
  String pooledUrl() {
    return "jdbc:postgresql://" + hosts + "/" + database;
  }

  /** What the driver connects to for what lasts. */
  String directUrl() {
    return "jdbc:postgresql://" + parameters.getOrDefault(DIRECT, hosts) + "/" + database;
  }

  /** What the driver connects with, under a name by which the database lists the connection. */
  Properties properties(String applicationName) {
    Properties properties = new Properties();
    properties.putAll(DEFAULTS);
    properties.putAll(parameters);
    properties.remove(DIRECT);
    properties.putAll(credentials);
    properties.setProperty("targetServerType", "primary");
    properties.setProperty("ApplicationName", applicationName);
    return properties;
  }

  /** Hosts and database, which may be shown. */
  @Override
  public String toString() {
    return "postgresql://" + hosts + "/" + database;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
