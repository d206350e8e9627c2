package io.todevice.http.call;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MatrixException;
import io.todevice.http.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request to an operation, as its {@link Binding} reads it. For one thread.
 *
 * <p>What the client did wrong is thrown as a {@link MatrixException}.
 */
public final class Call {

  /** The parts of a request that an operation has parameters for. */
  public interface Request {

    /** The decoded path segment that stands for a parameter of the path template. */
    String path(String name);

    /** The decoded values of a query parameter, in order; empty if there is none. */
    List<String> query(String name);

    /** The values of a header field, in order; empty if there is none. */
    List<String> headers(String name);

    /** The body; empty if there is none. */
    byte[] body();
  }

  private static final byte[] NO_MEMBERS = {'{', '}'};

  private final Request request;
  private final JsonReader json;
  private final Caller caller;
  private final RequestLifetime lifetime;

  /**
   * A call.
   *
   * @param json reads the body
   */
  public Call(Request request, JsonReader json, Caller caller, RequestLifetime lifetime) {
    this.request = request;
    this.json = json;
    this.caller = caller;
    this.lifetime = lifetime;
  }

  /** The value of a path parameter. */
  public String path(String name) {
    return request.path(name);
  }

  /**
   * The value of a path parameter as another type.
   *
   * @param type makes the value of the text, or throws {@link IllegalArgumentException} with the
   *     reason
   * @throws MatrixException M_INVALID_PARAM if the type does not allow the value
   */
  public <T> T path(String name, Function<String, T> type) {
    try {
      return type.apply(request.path(name));
    } catch (IllegalArgumentException e) {
      throw new MatrixException(
          ErrorCode.M_INVALID_PARAM, "The parameter '" + name + "' is invalid: " + e.getMessage());
    }
  }

  /** Reads the query parameters. */
  public QueryReader query() {
    return new QueryReader(request::query);
  }

  /** Reads the header parameters. */
  public QueryReader headers() {
    return new QueryReader(request::headers);
  }

  /** Reads the cookie parameters (RFC 6265, 4.2). */
  public QueryReader cookies() {
    return new QueryReader(
        name ->
            request.headers("cookie").stream()
                .flatMap(field -> List.of(field.split(";", -1)).stream())
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1))
                .toList());
  }

  /**
   * Reads the JSON body. One that is absent counts as {@code {}} where that is a body of this type
   * and the type names members: clients leave it out if they have nothing to put in it. JSON of
   * which the document names no members is itself what is kept, and has to be there.
   *
   * @return null where an optional body is absent
   * @throws MatrixException as {@link JsonReader#read} says
   */
  public <T> @Nullable T json(BodyType<T> body) {
    byte[] bytes = request.body();
    if (bytes.length > 0) {
      return json.read(bytes, body.type());
    }
    return body.isRequired() ? absent(body) : null;
  }

  private <T> T absent(BodyType<T> body) {
    if (!body.type().equals(JsonObject.class)) {
      try {
        return json.read(NO_MEMBERS, body.type());
      } catch (MatrixException hasToHaveSome) {
        // Refused below.
      }
    }
    throw new MatrixException(ErrorCode.M_NOT_JSON, "The body is empty");
  }

  /** The body of a request whose media type is no JSON. */
  public byte[] bytes() {
    return request.body();
  }

  /** The same as text. */
  public String text() {
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /** Reports when there is nobody left to answer. */
  public RequestLifetime lifetime() {
    return lifetime;
  }
}
