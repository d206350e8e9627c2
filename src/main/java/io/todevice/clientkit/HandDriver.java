package io.todevice.clientkit;

import io.todevice.text.OneLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Has a person drive a client. What to do is printed; that it was done is seen by the requests of
 * the client.
 */
final class HandDriver implements Driver {

  private final PrintWriter out;
  private final BufferedReader in;

  HandDriver(PrintWriter out, BufferedReader in) {
    this.out = out;
    this.in = in;
  }

  @Override
  public boolean hasReports() {
    return false;
  }

  @Override
  public void start(Login login) {
    ask(
        "Log the client in and let it sync: homeserver "
            + login.homeserver()
            + ", user "
            + login.userId()
            + ", password "
            + login.password());
  }

  @Override
  public void restart(Login login) {
    ask("Kill the client, start it again, and press Enter. Do not log in again if it remembers.");
    try {
      if (in.readLine() == null) {
        throw new UnusableClientException("standard input has ended: nobody drives the client");
      }
    } catch (IOException e) {
      throw new UnusableClientException("standard input cannot be read");
    }
  }

  @Override
  public void send(String id, String type, String userId, String deviceId, String contentJson) {
    ask(
        "Let the client send a to-device message of the type "
            + OneLine.of(type)
            + " to "
            + userId
            + ", device "
            + deviceId
            + ", with the content "
            + OneLine.of(contentJson));
  }

  @Override
  public void follow(String userId) {
    ask("Let the client look up the devices of " + userId + " and follow them.");
  }

  private void ask(String what) {
    out.println("  > " + what);
    out.flush();
  }

  @Override
  public void holdReports() {
    // A person is no faster than that.
  }

  @Override
  public void close() {
    ask("Done: the client can be closed or logged out.");
  }
}
