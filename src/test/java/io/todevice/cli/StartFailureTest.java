package io.todevice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.todevice.config.ListenConfig;
import io.todevice.settings.ServerSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server that cannot listen says")
class StartFailureTest {

  private static final ListenConfig LISTEN = new ListenConfig("::1", 80);

  @Test
  @DisplayName("that the port is in use, as this platform puts it")
  void realPortInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocketChannel channel = ServerSocketChannel.open()) {
      Exception cause =
          catchThrowableOfType(
              BindException.class, () -> channel.bind(taken.getLocalSocketAddress()));
      assertThat(message(cause)).isEqualTo("--port: cannot listen on [::1]:80: the port is in use");
    }
  }

  @Test
  @DisplayName("that the address is another machine's, as this platform puts it")
  void realForeignAddress() throws IOException {
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      Exception cause =
          catchThrowableOfType(
              BindException.class, () -> channel.bind(new InetSocketAddress("192.0.2.1", 0)));
      assertThat(message(cause))
          .isEqualTo("--bind: cannot listen on [::1]:80: this machine does not have the address");
    }
  }

  @Test
  @DisplayName("that the host is not known")
  void unknownHost() {
    String expected = "--bind: the host '::1' is not known";
    assertThat(message(new UnknownHostException("x"))).isEqualTo(expected);
    assertThat(message(new UnresolvedAddressException())).isEqualTo(expected);
    assertThat(message(new SocketException("Unresolved address"))).isEqualTo(expected);
  }

  @Test
  @DisplayName("that the port is not for this user")
  void notPermitted() {
    assertThat(message(new SocketException("Permission denied")))
        .isEqualTo("--port: cannot listen on [::1]:80: this user may not use the port");
  }

  @Test
  @DisplayName("what the platform says, where it is something else")
  void others() {
    assertThat(message(new IOException("Too many open files")))
        .isEqualTo("--port: cannot listen on [::1]:80: Too many open files");
    assertThat(message(new IOException()))
        .isEqualTo("--port: cannot listen on [::1]:80: java.io.IOException");
  }

  private static String message(Exception cause) {
    StartFailure failure = StartFailure.of(ServerSettings.PORT, LISTEN, cause);
    assertThat(failure).hasCause(cause);
    return String.valueOf(failure.getMessage());
  }
}
