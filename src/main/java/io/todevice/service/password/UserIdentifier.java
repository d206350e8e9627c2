package io.todevice.service.password;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.settings.ServerName;
import java.util.Optional;

/**
 * Whom a password login is for, as its client writes it (Matrix client-server API, <i>Identifier
 * types</i>).
 *
 * @param type the kind of identifier; only {@code m.id.user} is offered
 * @param user a local part or a full user ID (clause R5)
 */
public record UserIdentifier(String type, Optional<String> user) {

  /** The one kind of identifier that this server offers. */
  public static final String USER = "m.id.user";

  /** The identifier of a user; also what the deprecated top-level {@code user} means. */
  public static UserIdentifier ofUser(String user) {
    return new UserIdentifier(USER, Optional.of(user));
  }

  /**
   * The user, who may not exist; empty where the text names nobody who could be a user of this
   * server.
   *
   * @throws MatrixException {@code M_UNKNOWN} for another kind of identifier, {@code
   *     M_MISSING_PARAM} where the user is missing
   */
  public Optional<UserId> findUser(ServerName server) {
    if (!type.equals(USER)) {
      throw new MatrixException(ErrorCode.M_UNKNOWN, "This type of identifier is not offered");
    }
    String name =
        user.orElseThrow(
            () -> new MatrixException(ErrorCode.M_MISSING_PARAM, "The identifier names no user"));
    String userId = name.startsWith("@") ? name : "@" + name + ":" + server;
    return UserId.find(userId).filter(found -> found.isOn(server.value()));
  }
}
