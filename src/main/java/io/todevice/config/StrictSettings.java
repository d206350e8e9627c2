package io.todevice.config;

import java.nio.file.Path;
import java.util.List;

/** The settings of strict mode, for the authors of clients. */
public final class StrictSettings {

  /** Whether there is a {@link ServerConfig#strict}. */
  public static final Setting<Boolean> STRICT =
      new Setting<>(
          "strict",
          ValueTypes.flag(),
          "Tell what clients do wrong: on the log, at the admin port, and when the server stops.");

  /** {@link StrictConfig#adminPort}. */
  public static final Setting<Integer> ADMIN_PORT =
      new Setting<>(
          "admin-port",
          StrictConfig.PORT,
          "The port on the loopback interface to show it at, 0 for any free one. Default: 8009");

  /** {@link StrictConfig#report}. */
  public static final Setting<Path> STRICT_REPORT =
      new Setting<>(
          "strict-report",
          ValueTypes.file(),
          "Write it there when the server stops: .md Markdown, .html HTML, .txt text, else JSON.");

  /** All of them. */
  public static final List<Setting<?>> LIST = List.of(STRICT, ADMIN_PORT, STRICT_REPORT);

  private StrictSettings() {}
}
