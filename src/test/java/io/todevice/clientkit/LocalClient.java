package io.todevice.clientkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.EnumSet;

/** The reference client in threads of this process, with pipes of the system. */
final class LocalClient implements RunningClient {

  private final ThreadGroup threads = new ThreadGroup("reference-client");
  private final Pipe toClient;
  private final Pipe fromClient;

  private LocalClient(EnumSet<Mistake> mistakes) throws IOException {
    toClient = Pipe.open();
    fromClient = Pipe.open();
    ReferenceClient client =
        new ReferenceClient(
            Channels.newInputStream(toClient.source()),
            Channels.newOutputStream(fromClient.sink()),
            mistakes,
            threads);
    Thread thread =
        new Thread(
            threads,
            () -> {
              try {
                client.run();
              } catch (IOException | InterruptedException e) {
                // Ended.
              }
            },
            "reference-client");
    thread.setDaemon(true);
    thread.start();
  }

  static Launcher with(EnumSet<Mistake> mistakes) {
    return () -> {
      try {
        return new LocalClient(mistakes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  @Override
  public OutputStream input() {
    return Channels.newOutputStream(toClient.sink());
  }

  @Override
  public InputStream output() {
    return Channels.newInputStream(fromClient.source());
  }

  @Override
  public String describeEnd() {
    return "its threads have ended";
  }

  @Override
  public void close() {
    threads.interrupt();
    try {
      toClient.sink().close();
      fromClient.sink().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
