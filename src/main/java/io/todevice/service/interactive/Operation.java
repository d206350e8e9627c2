package io.todevice.service.interactive;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.Requester;
import io.todevice.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a user-interactive session was opened for: one kind of request, of one device where it needs
 * a token, with one set of parameters. Equal operations are the same request.
 *
 * @param kind which request
 * @param caller who makes the request, where it needs a token
 * @param parameters a digest of what the request asks for, so that a session stays small however
 *     much that is; empty where it asks for nothing in particular
 */
public record Operation(Kind kind, Optional<Requester> caller, Optional<String> parameters) {

  /** The kinds of request that ask for more than a token, and what they ask for. */
  public enum Kind {
    REGISTER("m.login.dummy"),
    DELETE_DEVICE("m.login.password"),
    DELETE_DEVICES("m.login.password"),
    REPLACE_CROSS_SIGNING_KEYS("m.login.password");

    private final String stage;

    Kind(String stage) {
      this.stage = stage;
    }

    /** The one stage that completes a request of this kind. */
    public String stage() {
      return stage;
    }
  }

  /** Registering an account under this name, or under whichever the server picks. */
  public static Operation register(Optional<String> username) {
    return new Operation(
        Kind.REGISTER, Optional.empty(), username.map(name -> digest(List.of(name))));
  }

  /** Deleting one device. */
  public static Operation deleteDevice(Requester caller, String device) {
    return new Operation(
        Kind.DELETE_DEVICE, Optional.of(caller), Optional.of(digest(List.of(device))));
  }

  /** Deleting these devices, in whatever order they are named. */
  public static Operation deleteDevices(Requester caller, Collection<String> devices) {
    return new Operation(
        Kind.DELETE_DEVICES, Optional.of(caller), Optional.of(digest(new TreeSet<>(devices))));
  }

  /** Putting these public keys in the place of others. */
  public static Operation replaceCrossSigningKeys(Requester caller, Collection<String> publicKeys) {
    return new Operation(
        Kind.REPLACE_CROSS_SIGNING_KEYS,
        Optional.of(caller),
        Optional.of(digest(new TreeSet<>(publicKeys))));
  }

  /** The same request with everything left open that may be. */
  Operation withoutParameters() {
    return new Operation(kind, caller, Optional.empty());
  }

  /** A digest of all of it, of 32 bytes. */
  byte[] digest() {
    return HexFormat.of()
        .parseHex(
            digest(
                List.of(
                    kind.name(), caller.map(Operation::text).orElse(""), parameters.orElse(""))));
  }

  private static String text(Requester caller) {
    return caller instanceof DeviceIncarnation device
        ? device.address() + "/" + device.number()
        : caller.user().value();
  }

  private static String digest(Collection<String> parts) {
    MessageDigest sha256 = Sha256.start();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      // The length goes first, so that no two lists of parts run together into the same bytes.
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      sha256.update(bytes);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
