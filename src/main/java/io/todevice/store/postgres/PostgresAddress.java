package io.todevice.store.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern SYNTAX =
      Pattern.compile(
          "postgres(?:ql)?://(?:([^:@/?]*)(?::([^@/?]*))?@)?([^@/?]+)/([^/?]+)(?:\\?(.*))?");

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
        parameters.put(
            decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
      }
    }
    return new PostgresAddress(matcher.group(3), matcher.group(4), credentials, parameters);
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
