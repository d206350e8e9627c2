package io.todevice.conformance.accounts;

import java.util.List;

/** How the kit gets at users. */
public sealed interface UserSource {

  /** Registers as many as it needs with {@code m.login.dummy}, each for one case. */
  record Registration() implements UserSource {}

  /**
   * Logs these users in, as many devices as it needs.
   *
   * @param users two or more, which nobody else makes use of meanwhile
   */
  record Passwords(List<User> users) implements UserSource {
    /** Copies the list. */
    public Passwords {
      users = List.copyOf(users);
    }
  }

  /**
   * Makes use of devices that are logged in.
   *
   * @param accessTokens their tokens; the more devices, the fewer cases are skipped
   */
  record Tokens(List<String> accessTokens) implements UserSource {
    /** Copies the list. */
    public Tokens {
      accessTokens = List.copyOf(accessTokens);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
      return "Tokens[" + accessTokens.size() + "]";
    }
  }

  /**
   * A user that can log in.
   *
   * @param user the local part or the full user ID
   * @param password the password
   */
  record User(String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return user;
    }
  }
}
