package io.todevice.spec.drift;

import io.todevice.spec.SpecificationException;
import io.todevice.spec.UnusablePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * The specification's files of one revision of a git repository, in a directory of their own until
 * it is closed. Nothing of the repository or the user's configuration of git is changed, and no
 * other program is needed. Symbolic links and submodules are left out.
 */
public final class GitRevision implements AutoCloseable {

  /** What can hold OpenAPI. */
  private static final Pattern FILE = Pattern.compile("(?i).+\\.(ya?ml|json)");

  /** In a repository like Matrix's, files share schemas across the folders of {@code data}. */
  private static final Pattern SHARED = Pattern.compile("(.*?)(^|/)data/api/[^/]+$");

  private static final Duration FILE_TIMES = Duration.ofSeconds(2);
  private static final int SHORT = 10;
  private static final int MAX_FILE_BYTES = 16 << 20;

  static {
    SystemReader.setInstance(new NoConfiguration(SystemReader.getInstance()));
  }

  private final Path directory;
  private final Path path;
  private final String name;

  private GitRevision(Path directory, Path path, String name) {
    this.directory = directory;
    this.path = path;
    this.name = name;
  }

  /**
   * Reads a revision.
   *
   * @param repository the repository: its working directory or its git directory
   * @param revision what git takes for a revision: a tag, a branch, a commit
   * @param path the directory or the document in the revision, with forward slashes
   * @throws SpecificationException if there is no such repository, revision or path
   */
  public static GitRevision read(Path repository, String revision, String path) {
    try (Repository git = open(repository);
        RevWalk commits = new RevWalk(git)) {
      ObjectId id = resolve(git, revision);
      if (id == null) {
        throw new SpecificationException(repository.toString(), "no revision '" + revision + "'");
      }
      RevCommit commit = commits.parseCommit(id);
      String clean = path.replaceAll("^(\\./)*/*|/+$", "");
      Path directory = Files.createTempDirectory("revision").toRealPath();
      Path wanted = directory.resolve(clean).normalize();
      GitRevision read = new GitRevision(directory, wanted, nameOf(git, commit, revision));
      try {
        read.extract(git, commit, clean);
        if (!wanted.startsWith(directory) || !Files.exists(wanted)) {
          throw new SpecificationException(
              repository.toString(), "no '" + path + "' in the revision '" + revision + "'");
        }
      } catch (IOException | RuntimeException e) {
        read.close();
        throw e;
      }
      return read;
    } catch (IOException | InvalidPathException e) {
      throw new SpecificationException(
          repository.toString(), "the revision '" + revision + "' cannot be read");
    }
  }

  /** Where the files are. */
  public Path path() {
    return path;
  }

  /** The directory that stands for the root of the repository. */
  public Path root() {
    return directory;
  }

  /** What to call the revision: a tag, or the beginning of the commit's ID. */
  public String name() {
    return name;
  }

  /** Removes the files. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Repository open(Path repository) throws IOException {
    if (!Files.isDirectory(repository)) {
      throw UnusablePath.noDirectory(repository);
    }
    Path parent = repository.toAbsolutePath().normalize().getParent();
    FileRepositoryBuilder builder = new FileRepositoryBuilder();
    if (parent != null) {
      builder.addCeilingDirectory(parent.toFile());
    }
    builder.findGitDir(repository.toAbsolutePath().normalize().toFile());
    if (builder.getGitDir() == null) {
      throw new SpecificationException(repository.toString(), "no git repository");
    }
    return builder.setMustExist(true).build();
  }

  private static @Nullable ObjectId resolve(Repository git, String revision) throws IOException {
    try {
      return git.resolve(revision + "^{commit}");
    } catch (RuntimeException | IOException e) {
      // Not in git's syntax, or more than one object begins like this.
      return null;
    }
  }

  private static String nameOf(Repository git, RevCommit commit, String revision)
      throws IOException {
    List<String> tags = new ArrayList<>();
    for (Ref ref : git.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
      ObjectId peeled = git.getRefDatabase().peel(ref).getPeeledObjectId();
      if (commit.getId().equals(peeled == null ? ref.getObjectId() : peeled)) {
        tags.add(ref.getName().substring(Constants.R_TAGS.length()));
      }
    }
    if (tags.contains(revision)) {
      return revision;
    }
    return tags.stream().sorted().findFirst().orElse(commit.abbreviate(SHORT).name());
  }

  private void extract(Repository git, RevCommit commit, String wanted) throws IOException {
    Matcher shared = SHARED.matcher(wanted);
    String folder = wanted;
    if (shared.matches()) {
      folder = (shared.group(1) + shared.group(2) + "data");
    } else if (FILE.matcher(wanted).matches()) {
      folder = wanted.contains("/") ? wanted.substring(0, wanted.lastIndexOf('/')) : "";
    }
    try (TreeWalk files = new TreeWalk(git)) {
      files.addTree(commit.getTree());
      files.setRecursive(true);
      if (!folder.isEmpty()) {
        files.setFilter(PathFilter.create(folder));
      }
      while (files.next()) {
        FileMode mode = files.getFileMode(0);
        boolean isFile = mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
        if (isFile && FILE.matcher(files.getNameString()).matches()) {
          write(git.open(files.getObjectId(0)), files.getPathString());
        }
      }
    }
  }

  private void write(ObjectLoader content, String name) throws IOException {
    Path file = directory.resolve(name).normalize();
    if (!file.startsWith(directory)) {
      throw new IOException("not below the root: " + name);
    }
    Files.createDirectories(file.getParent());
    Files.write(file, content.getBytes(MAX_FILE_BYTES));
  }

  /**
   * What of the machine's configuration JGit reads: nothing, for which it would call git. How exact
   * times of files are is said here, because JGit finds it out otherwise by writing files into the
   * repository for a second or more.
   */
  private static final class NoConfiguration extends SystemReader.Delegate {

    NoConfiguration(SystemReader delegate) {
      super(delegate);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
      return empty(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
      return empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
      return empty(parent, fs);
    }

    private static FileBasedConfig empty(Config parent, FS fs) {
      return new FileBasedConfig(parent, null, fs) {
        @Override
        public void load() {}

        @Override
        public boolean isOutdated() {
          return false;
        }

        @Override
        public long getTimeUnit(
            String section, String subsection, String name, long otherwise, TimeUnit unit) {
          return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
              ? unit.convert(FILE_TIMES)
              : otherwise;
        }

        @Override
        public void save() {}
      };
    }
  }
}
