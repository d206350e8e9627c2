package io.todevice.conformance.suite;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The cross-signing keys of one user, as a client makes them. Immutable.
 *
 * @param userId whose they are
 * @param master signs the other two
 * @param selfSigning signs the user's devices
 * @param userSigning signs the master keys of other users
 */
public record CrossSigningKeys(
    String userId, SigningKey master, SigningKey selfSigning, SigningKey userSigning) {

  /** New keys of a user. */
  public static CrossSigningKeys of(String userId) {
    return new CrossSigningKeys(
        userId, SigningKey.create(), SigningKey.create(), SigningKey.create());
  }

  /** The body of an upload of all three. */
  public ObjectNode upload() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("master_key", masterKey());
    body.set("self_signing_key", signedByMaster(selfSigning, "self_signing"));
    body.set("user_signing_key", signedByMaster(userSigning, "user_signing"));
    return body;
  }

  /** The public master key, without signatures. */
  public ObjectNode masterKey() {
    return publicKey(master, "master");
  }

  /** A public key of the user with a signature of the master key. */
  public ObjectNode signedByMaster(SigningKey key, String usage) {
    return master.sign(publicKey(key, usage), userId, master.publicKey());
  }

  /** A public key of the user, without signatures. */
  public ObjectNode publicKey(SigningKey key, String usage) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("user_id", userId);
    object.putArray("usage").add(usage);
    object.putObject("keys").put("ed25519:" + key.publicKey(), key.publicKey());
    return object;
  }
}
