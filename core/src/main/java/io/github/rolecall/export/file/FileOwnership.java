package io.github.rolecall.export.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.rolecall.file.FileKind;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses files and folders that another user of the machine has put where credentials will be
 * written. That user could read the credentials in a planted file, or control how AWS tools use
 * them. Files of root are trusted like our own.
 *
 * <p>Windows has no such attributes, and a user's own folders are private there, so nothing is
 * checked.
 *
 * @see <a href="https://cwe.mitre.org/data/definitions/379.html">CWE-379, temporary file in a
 *     directory with insecure permissions</a>
 * @param mount the folder that a container mounts from its host, whose owner gets all files
 *     (decision 14); empty: all files belong to the user of this process
 */
record FileOwnership(Optional<Path> mount) {
  private static final String ATTRIBUTES = "unix:uid,gid,mode,nlink,fileKey";
  private static final int STICKY = 01000;
  private static final int OTHERS_WRITE = 02;
  private static final int GROUP_WRITES = 020;
  private static final int ROOT = 0;
  private static final Path PROCESS = Path.of("/proc/self/status");

  /**
   * The attributes of a file, without following a link. The key distinguishes it from all other
   * files.
   */
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

    /**
     * On most systems, a group with the name of its user, and the group of root, has no other
     * members.
     */
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
   * Returns a link in the path of the file that must not be followed: a link of another user, or a
   * link in a folder where others can create links, no matter who owns it. Empty when there is
   * none.
   */
  Optional<Path> refusedLink(Path file) throws IOException {
    return hasOwners(file)
        ? PathLinks.refused(
            file,
            (link, folder) ->
                !users().contains(Seen.of(link).user()) || Seen.of(folder).openToOthers())
        : Optional.empty();
  }

  /** Refuses a file that other users own or can change. */
  void refusePlanted(Path file) throws IOException {
    try {
      refusePlantedFile(file);
    } catch (NoSuchFileException e) {
      // Nothing is there, or not any more: locks are removed at any time.
    }
  }

  private void refusePlantedFile(Path file) throws IOException {
    FileKind kind = FileKind.of(file, NOFOLLOW_LINKS);
    if (kind != FileKind.REGULAR) {
      throw new CredentialsException(
          new ExportProblem.FileUnusable(file.toString(), kind.reason()));
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
   * Refuses a folder that another user made in a shared one, such as {@code /tmp}: that user can
   * replace the files in it at any time. Checks the existing folders up to the root. In an open
   * folder without the sticky bit, all users can replace everything, no matter who made it. Such
   * folders are accepted: they are volumes of CI systems, which have only one user.
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

  /** Returns the owner of a new file in the same folder: network file systems may map users. */
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

  /** Returns a key that distinguishes a new file from all others; empty where there is none. */
  Optional<Object> identity(Path created) throws IOException {
    return hasOwners(created) ? Optional.of(Seen.of(created).key()) : Optional.empty();
  }

  /**
   * Gives the file to the owner of the mounted folder, because root in a container writes for a
   * user of the host. Without a mount, it does nothing.
   */
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
        // Without root permissions, the file keeps the user of this process.
      }
    }
  }

  /** Returns root and the user of this process. */
  private static Set<Integer> users() throws IOException {
    return new HashSet<>(List.of(ROOT, process()));
  }

  private static int process() throws IOException {
    if (Files.exists(PROCESS)) {
      // Four user ids: real, effective, saved, and that of file systems. The owner of the folder in
      // /proc is not used: for a program with capabilities it is root.
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
