package io.todevice.clientkit;

import java.util.Set;

/**
 * How a client introduces itself.
 *
 * @param name its name
 * @param version its version; may be empty
 * @param abilities what it is able to do
 */
public record Hello(String name, String version, Set<ClientAbility> abilities) {

  /** Copies the set. */
  public Hello {
    abilities = Set.copyOf(abilities);
  }

  /** Name and version. */
  @Override
  public String toString() {
    return version.isEmpty() ? name : name + " " + version;
  }
}
