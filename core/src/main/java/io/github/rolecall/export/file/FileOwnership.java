package io.github.rolecall.export.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.rolecall.file.FileKind;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Tells files and folders of ours from those that another user of the machine has put where
 * credentials are about to be written. Through a planted file that user would get the credentials,
 * or would choose what AWS tools do with them. Root's files are trusted as ours are.
 *
 * <p>Windows has no such attributes, and there a user's own folders are closed to others: nothing
 * is checked.
 *
 * @see <a href="https://cwe.mitre.org/data/definitions/379.html">CWE-379, temporary file in a
 *     directory with insecure permissions</a>
 * @param mount the folder that a container mounts from its host, to whose owner all files go
 *     (decision 14); empty: all files belong to the user of this process
 */
record FileOwnership(Optional<Path> mount) {
  private static final String ATTRIBUTES = "unix:uid,gid,mode,nlink,fileKey";
  private static final int STICKY = 01000;
  private static final int OTHERS_WRITE = 02;
  private static final int GROUP_WRITES = 020;
  private static final int ROOT = 0;
  private static final Path PROCESS = Path.of("/proc/self/status");

  /** What a file is, without following a link; the key tells it from every other file. */
  private record Seen(int user, int group, int mode, int names, Object key) {
    static Seen of(Path path) throws IOException {
      Map<String, Object> all = Files.readAttributes(path, ATTRIBUTES, NOFOLLOW_LINKS);
      return new Seen(
          number(all, "uid"),
          number(all, "gid"),
          number(all, "mode"),
          number(all, "nlink"),
          Objects.requireNonNull(all.get("fileKey")));
    }

    /** A group named as its user, or that of root, has nobody else in it on most systems. */
    boolean openToOthers() {
      boolean shared = group != user && group != ROOT;
      return (mode & OTHERS_WRITE) != 0 || (shared && (mode & GROUP_WRITES) != 0);
    }

    private static int number(Map<String, Object> all, String name) {
      return (Integer) Objects.requireNonNull(all.get(name));
    }
  }

  private static boolean hasOwners(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /**
   * A link on the way to the file that is not followed: another user's, or one in a folder where
   * others can put links, whoever seems to have made it; empty when there is none.
   */
  Optional<Path> refusedLink(Path file) throws IOException {
    return hasOwners(file)
        ? PathLinks.refused(
            file,
            (link, folder) ->
                !users().contains(Seen.of(link).user()) || Seen.of(folder).openToOthers())
        : Optional.empty();
  }

  /** Refuses a file that is not ours alone. */
  void refusePlanted(Path file) throws IOException {
    if (!Files.exists(file, NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
      throw new CredentialsException(
          new ExportProblem.FileUnusable(
              file.toString(), FileKind.of(file, NOFOLLOW_LINKS).reason()));
    }
    if (!hasOwners(file)) {
      return;
    }
    Seen seen = Seen.of(file);
    Set<Integer> ours = users();
    if (mount.isPresent()) {
      ours.add(Seen.of(mount.get()).user());
    }
    if (!ours.contains(seen.user()) && !newFiles(file).equals(Optional.of(seen.user()))) {
      throw ofAnother(file, seen);
    }
    if (seen.names() > 1) {
      throw new CredentialsException(new ExportProblem.HardLink(file.toString(), seen.names()));
    }
  }

  /**
   * Refuses a folder that another user made in a shared one, as {@code /tmp} is: that user can
   * replace the files in it at any time. The folders that are there already are looked at, up to
   * the root. In an open folder without the sticky bit all users can replace everything, whoever
   * made it: volumes of CI systems are such folders, and there is one user in them.
   */
  void refusePlantedFolder(Path folder) throws IOException {
    if (!hasOwners(folder)) {
      return;
    }
    Set<Integer> ours = users();
    Path place = existing(folder).toRealPath();
    for (Path above = place.getParent(); above != null; above = above.getParent()) {
      Seen seen = Seen.of(place);
      Seen around = Seen.of(above);
      boolean shared = (around.mode() & STICKY) != 0;
      if (shared && !ours.contains(seen.user()) && seen.user() != around.user()) {
        throw ofAnother(place, seen);
      }
      place = above;
    }
  }

  /** Whose a new file in the same folder is: network file systems may have other users. */
  private static Optional<Integer> newFiles(Path file) {
    try (FileBeside probe = FileBeside.of(file, SecureFile.ownerOnly(file, "rw-------"))) {
      return Optional.of(Seen.of(probe.path()).user());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Path existing(Path folder) {
    Path there = folder;
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return there;
  }

  /** What tells a file that was just made from any other; empty where that cannot be told. */
  Optional<Object> identity(Path created) throws IOException {
    return hasOwners(created) ? Optional.of(Seen.of(created).key()) : Optional.empty();
  }

  /** In a container, root writes what a user of the host shall read. Elsewhere nothing is given. */
  void give(Path file) throws IOException {
    if (!hasOwners(file) || mount.isEmpty()) {
      return;
    }
    Seen wanted = Seen.of(mount.get());
    Seen current = Seen.of(file);
    if (wanted.user() != current.user() || wanted.group() != current.group()) {
      try {
        Files.setAttribute(file, "unix:gid", wanted.group(), NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:uid", wanted.user(), NOFOLLOW_LINKS);
      } catch (FileSystemException e) {
        // Not root: then the file is that of whoever runs this, as it would be without us.
      }
    }
  }

  /** Root and the user of this process. */
  private static Set<Integer> users() throws IOException {
    return new HashSet<>(List.of(ROOT, process()));
  }

  private static int process() throws IOException {
    if (Files.exists(PROCESS)) {
      // Four user ids: real, effective, saved, and that of file systems. The folder of the process
      // tells none: for a program with capabilities it belongs to root.
      for (String line : Files.readAllLines(PROCESS)) {
        if (line.startsWith("Uid:")) {
          return Integer.parseInt(line.split("\\s+", -1)[2]);
        }
      }
    }
    Path probe = Files.createTempFile("rolecall", "");
    try {
      return Seen.of(probe).user();
    } finally {
      Files.delete(probe);
    }
  }

  private static CredentialsException ofAnother(Path path, Seen seen) throws IOException {
    return new CredentialsException(
        new ExportProblem.FileOfAnother(
            path.toString(), String.valueOf(seen.user()), String.valueOf(process())));
  }
}
