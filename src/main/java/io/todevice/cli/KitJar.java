package io.todevice.cli;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** The jar with the tools, in the directory of the jar that this program runs from. */
public final class KitJar {

  private static final String NAME = "todevice-kit.jar";
  private static final String MAIN_CLASS = "io.todevice.Main";

  private KitJar() {}

  /** Runs the kit's program in this process; has no effect where there is no such jar. */
  public static void run(String... args) {
    CodeSource own = KitJar.class.getProtectionDomain().getCodeSource();
    if (own == null) {
      return;
    }
    try {
      Path kit = Path.of(own.getLocation().toURI()).resolveSibling(NAME);
      if (Files.isRegularFile(kit)) {
        run(kit, args);
      }
    } catch (IOException | URISyntaxException | ReflectiveOperationException e) {
      throw new IllegalStateException(NAME + " cannot be run", e);
    }
  }

  private static void run(Path kit, String... args)
      throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {kit.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      loader.loadClass(MAIN_CLASS).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
