package io.todevice.config;

import io.todevice.settings.Units;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files of an operator, and says plainly why one can't be read. */
public final class TextFile {

  /** The longest file that is read: 4 MiB, which is some 30,000 tokens. */
  static final int MAX_BYTES = 4 << 20;

  private TextFile() {}

  /**
   * The first line of a file that holds a secret; logs a warning where others can read it.
   *
   * @throws ConfigException if it can't be read, or holds nothing
   */
  public static String readSecret(Path file) {
    String secret = checkSecret(file);
    FilePermissions.warnIfOthersCanRead(file);
    return secret;
  }

  /** The same without a warning, before it is read for use. */
  static String checkSecret(Path file) {
    String secret = read(file).lines().findFirst().orElse("").strip();
    if (secret.isEmpty()) {
      throw new ConfigException(file.toString(), "holds no secret in its first line");
    }
    return secret;
  }

  /**
   * The text of a UTF-8 file, without a byte order mark.
   *
   * @throws ConfigException if it can't be read
   */
  public static String read(Path file) {
    if (Files.isDirectory(file)) {
      throw new ConfigException(file.toString(), "is a directory");
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(
            file.toString(), "is larger than " + Units.SIZE.format(MAX_BYTES));
      }
      String text = Files.readString(file);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new ConfigException(file.toString(), "no such file");
    } catch (AccessDeniedException e) {
      throw new ConfigException(file.toString(), "permission denied");
    } catch (CharacterCodingException e) {
      throw new ConfigException(file.toString(), "is not UTF-8");
    } catch (IOException e) {
      throw new ConfigException(file.toString(), "cannot be read");
    }
  }
}
