package io.todevice.sweep;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names of files as names of folders and packages. */
final class FolderNames {

  private FolderNames() {}

  /** A name for each file, different from all others. */
  static Map<String, String> of(List<String> files) {
    Map<String, String> names = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (String file : files) {
      String stem = file.replaceFirst("\\.[^.]*$", "").toLowerCase(Locale.ROOT);
      String plain = stem.replaceAll("[^a-z0-9]", "_");
      boolean isIdentifier = SourceVersion.isName(plain);
      String name = isIdentifier ? plain : "file_" + plain;
      for (int i = 2; !taken.add(name); i++) {
        name = (isIdentifier ? plain : "file_" + plain) + "_" + i;
      }
      names.put(file, name);
    }
    return names;
  }
}
