package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.todevice.cli.LogCapture;
import io.todevice.config.ServerConfig;
import io.todevice.settings.ServerSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("--log-requests")
class RequestLogTest extends ServerFixture {

  @Override
  ServerConfig config() {
    return super.config().with(ServerSettings.LOG_REQUESTS, true);
  }

  @Test
  @DisplayName("A4: logs method, path, status, time and device of a request, and no token")
  void lines() {
    Member alice = register("PHONE");
    Logger logger = (Logger) LoggerFactory.getLogger(RequestLog.class);
    logger.setLevel(Level.INFO);

    assertThat(
            LogCapture.of(
                RequestLog.class,
                () -> {
                  alice.sync("s1_1_1");
                  anonymous.get("sync?access_token=secret");
                }))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "INFO GET /_matrix/client/v3/sync 200 [0-9]+ ms "
                            + alice.userId()
                            + "/PHONE"),
            line -> assertThat(line).matches("INFO GET /_matrix/client/v3/sync 401 [0-9]+ ms -"));
    logger.setLevel(null);
  }
}
