package io.todevice.spec.model;

import java.util.List;
import java.util.Optional;

/** The parts of a request in which a token can stand. */
public interface Credentials {

  /**
   * The values of a header, one for each line in which it stands, in order, without the white space
   * around them. Bytes that are not ASCII are some other characters.
   *
   * @param name the header's name, in any case
   */
  List<String> headers(String name);

  /**
   * The first value of a query parameter, percent-decoded, with {@code +} as a space. A value that
   * can't be decoded is returned as it came.
   *
   * @param name the parameter's name, decoded
   */
  Optional<String> findQuery(String name);
}
