package io.todevice.service.account;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.settings.ServerName;
import java.util.regex.Pattern;

/** The local parts that can be registered: the grammar for new user IDs, not the historical one. */
final class Username {

  private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9._=/+-]+");

  private Username() {}

  /**
   * The user ID that registering {@code username} would make.
   *
   * @throws MatrixException {@code M_INVALID_USERNAME} outside the grammar or too long, {@code
   *     M_USER_IN_USE} for the name that the server keeps for itself
   */
  static UserId userId(String username, ServerName serverName) {
    if (!GRAMMAR.matcher(username).matches()) {
      throw new MatrixException(
          ErrorCode.M_INVALID_USERNAME,
          "A user name is made of a-z, 0-9 and the characters . _ = / + -");
    }
    if (username.equals(UserId.ANONYMOUS)) {
      throw new MatrixException(ErrorCode.M_USER_IN_USE, "This user name is reserved");
    }
    return UserId.find("@" + username + ":" + serverName)
        .orElseThrow(
            () ->
                new MatrixException(
                    ErrorCode.M_INVALID_USERNAME,
                    "A user ID has at most " + UserId.MAX_BYTES + " bytes"));
  }
}
