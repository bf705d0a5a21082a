package io.github.rolecall.doctor;

import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.configure.AwsConfiguration;
import io.github.rolecall.option.Words;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks the two AWS files: whether they exist, who can read them, and whether they can be parsed.
 */
final class FileCheck {
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private final AwsConfiguration files;
  private final Words words;

  FileCheck(AwsConfiguration files, Words words) {
    this.files = files;
    this.words = words;
  }

  /** Returns whether one of them cannot be read or parsed. */
  boolean broken() {
    return kinds().anyMatch(kind -> files.problem(kind).isPresent());
  }

  List<Fact> facts(List<SetupFinding> findings) {
    var facts = new ArrayList<Fact>();
    kinds().forEach(kind -> facts.add(fact(kind, findings)));
    return facts;
  }

  private static Stream<AwsFileText.Kind> kinds() {
    return Stream.of(AwsFileText.Kind.values());
  }

  private Fact fact(AwsFileText.Kind kind, List<SetupFinding> findings) {
    Path path = files.path(kind);
    Optional<Problem> problem = files.problem(kind);
    problem.ifPresent(
        broken ->
            findings.add(
                SetupFinding.error(
                    path.toString(),
                    broken.what(words)
                        + ": expected "
                        + broken.facts().stream().map(Fact::value).findFirst().orElse("text"),
                    broken.remedies(words).get(0))));
    String state = state(path);
    if (kind == AwsFileText.Kind.CREDENTIALS) {
      permissions(path)
          .filter(all -> all.stream().anyMatch(OF_OTHERS::contains))
          .ifPresent(
              all ->
                  findings.add(
                      SetupFinding.warning(
                          path.toString(),
                          "Other users of this machine can read it, and it contains access keys",
                          "chmod 600 " + path)));
    }
    String name = kind.name().toLowerCase(Locale.ROOT) + " file";
    return new Fact(name, path + " (" + (problem.isPresent() ? "broken" : state) + ")");
  }

  private static String state(Path path) {
    if (Files.isDirectory(path)) {
      return "a directory";
    }
    if (!Files.exists(path)) {
      return "does not exist";
    }
    String link = Files.isSymbolicLink(path) ? ", a symbolic link" : "";
    return permissions(path).map(PosixFilePermissions::toString).orElse("there") + link;
  }

  private static Optional<Set<PosixFilePermission>> permissions(Path path) {
    try {
      return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(Files.getPosixFilePermissions(path))
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      // Windows has no such permissions.
      return Optional.empty();
    }
  }
}
