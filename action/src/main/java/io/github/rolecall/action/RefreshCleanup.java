package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.ci.ContainerFolder;
import io.github.rolecall.ci.GitHubActions;
import io.github.rolecall.console.Console;
import io.github.rolecall.export.Variables;
import io.github.rolecall.export.file.PrivateFolder;
import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.problem.CredentialsException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** The removal of a folder of renewable credentials, in the post step of the step that made it. */
record RefreshCleanup(GitHubActions gitHub, Console console) {
  /** The state that holds the name of the folder. */
  static final String STATE = "refresh";

  private static final int MOST_LINES = 20;
  private static final String FAILED = " renewal failed: ";

  /** Unsets the variables that point to such a folder. */
  void clearVariables(List<String> prefixes) {
    gitHub.clearLaterSteps(RefreshFolder.blankVariables());
    prefixes.forEach(prefix -> gitHub.clearLaterSteps(Variables.blank(true, prefix)));
  }

  /** Reports failed renewals and removes the folder. */
  void remove(ContainerFolder shared, String name) {
    Path path = shared.here().resolve(name);
    if (!RefreshFolder.isOne(path) || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      report(path);
      PrivateFolder.of(path).remove();
      console.info("Removed the credentials of the job.");
    } catch (IOException e) {
      console.warn("Could not remove the folder " + path + ": " + FileFailure.reason(e));
    } catch (CredentialsException e) {
      console.failed(e.problem());
    }
  }

  private void report(Path folder) throws IOException {
    var logs = new TreeSet<Path>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "cache-*.log")) {
      found.forEach(logs::add);
    }
    for (Path log : logs) {
      List<String> failures = failures(log);
      if (!failures.isEmpty()) {
        String name = log.getFileName().toString().replaceAll("^cache-|\\.log$", "");
        int first = Math.max(0, failures.size() - MOST_LINES);
        console.warn(
            "Could not renew the credentials "
                + name
                + (failures.size() == 1
                    ? " (1 attempt failed):\n"
                    : " (" + failures.size() + " attempts failed, the last ones):\n")
                + String.join("\n", failures.subList(first, failures.size())));
      }
    }
  }

  private static List<String> failures(Path log) {
    try {
      byte[] bytes = WholeFile.bytes(log, LinkOption.NOFOLLOW_LINKS);
      return new String(bytes, UTF_8).lines().filter(line -> line.contains(FAILED)).toList();
    } catch (IOException e) {
      // A later step has replaced the log. Remove the folder anyway.
      return List.of();
    }
  }
}
